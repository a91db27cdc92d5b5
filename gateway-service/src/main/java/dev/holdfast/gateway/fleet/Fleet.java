package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Manifest;
import dev.holdfast.kit.protocol.OptionSpec;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * The services behind the gateway. A request goes to one instance after the other under the same
 * operation key, which the service runs once, however often it arrives. Safe for any thread.
 */
@Singleton
public final class Fleet {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final int ROUNDS_UNREACHED = 2;
    private static final int LONGEST_PAUSE_MILLIS = 1_000;
    private static final int FIRST_PAUSE_MILLIS = 100;

    private final ServiceClient client;
    private final FleetSettings settings;
    private final Map<String, Service> services;

    @Inject
    Fleet(ServiceClient client, FleetSettings settings, MeterRegistry metrics) {
        this.client = client;
        this.settings = settings;
        this.services =
                Directory.of(settings.services()).instances().entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        entry ->
                                                new Service(
                                                        entry.getKey(),
                                                        entry.getValue(),
                                                        settings,
                                                        metrics)));
    }

    /** How many requests for all services together may be under way. */
    public int places() {
        return services.size() * settings.servicePlaces();
    }

    /** Every instance of every service the operator named. */
    public List<Instance> instances() {
        return services.values().stream().flatMap(each -> each.instances().stream()).toList();
    }

    /** What the instance can do; empty when it does not answer. */
    public Optional<Manifest> manifest(Instance instance) throws InterruptedException {
        var started = System.nanoTime();
        try {
            var manifest = client.manifest(instance);
            instance.answered(Duration.ofNanos(System.nanoTime() - started));
            return Optional.of(manifest);
        } catch (IOException away) {
            instance.silent();
            LOG.debugf("no manifest of %s: %s", instance, away);
            return Optional.empty();
        }
    }

    /** What fits what a person has typed so far; nothing, where no instance says it at once. */
    public List<OptionSpec.Choice> complete(String service, Completion completion)
            throws InterruptedException {
        var asked = services.get(service);
        return asked == null
                ? List.of()
                : asked.places().within(() -> choices(asked, completion), List::of);
    }

    private List<OptionSpec.Choice> choices(Service service, Completion completion)
            throws InterruptedException {
        for (var instance : service.inTurn()) {
            try {
                return client.complete(instance, completion);
            } catch (IOException | CircuitBreakerOpenException away) {
                LOG.debugf("no completion by %s: %s", instance, away);
            }
        }
        return List.of();
    }

    /**
     * Has a file of a reply drawn by any instance.
     *
     * @return the file as it comes, of at most 10 MiB by its own account
     * @throws IOException where none draws it, or too many are being drawn
     */
    public HttpResponse<InputStream> file(String service, Attachment file)
            throws IOException, InterruptedException {
        var asked = services.get(service);
        if (asked == null) {
            throw new IOException("there is no " + service);
        }
        Optional<HttpResponse<InputStream>> drawn =
                asked.places().within(() -> drawn(asked, file), Optional::empty);
        return drawn.orElseThrow(() ->
                new IOException("no instance of %s draws %s".formatted(service, file.name())));
    }

    private Optional<HttpResponse<InputStream>> drawn(Service service, Attachment file)
            throws InterruptedException {
        var deadline = System.nanoTime() + settings.servicePatience().toNanos();
        for (var instance : service.inTurn()) {
            if (instance.enter(deadline)) {
                try {
                    return Optional.of(client.file(instance, file));
                } catch (IOException | CircuitBreakerOpenException away) {
                    LOG.infof("%s does not draw %s: %s", instance, file.name(), away);
                } finally {
                    instance.leave();
                }
            }
        }
        return Optional.empty();
    }

    private List<Instance> inTurn(String service) {
        var asked = services.get(service);
        return asked == null ? List.of() : asked.inTurn();
    }

    /**
     * Has the service run the command; returns when it is known what came of it, or too late: a
     * slow command is given the time it says it takes.
     *
     * @param delivery whether it can have run before; then nothing but its own outcome is known
     */
    public Outcome invoke(
            String service, CommandSpec spec, Invocation invocation, Delivery delivery)
            throws InterruptedException {
        return deliver(service, "/bot/invocations", spec, invocation, delivery);
    }

    /** What came of the command where the service has begun it; else it never will, a refusal. */
    public Outcome settle(String service, CommandSpec spec, Invocation invocation)
            throws InterruptedException {
        return deliver(service, "/bot/settlements", spec, invocation, Delivery.FIRST);
    }

    private Outcome deliver(
            String service, String path, CommandSpec spec, Invocation invocation, Delivery delivery)
            throws InterruptedException {
        var asked = services.get(service);
        if (asked == null) {
            return unless(delivery, new Outcome.Away());
        }
        var patience = settings.servicePatience().plus(spec.longest().orElse(Duration.ZERO));
        return asked.places()
                .within(
                        () -> deliver(asked.inTurn(), path, patience, invocation, delivery),
                        () -> unless(delivery, new Outcome.Busy()));
    }

    /** That nothing was changed is known only of what nobody can have sent before. */
    private static Outcome unless(Delivery delivery, Outcome unchanged) {
        return switch (delivery) {
            case FIRST -> unchanged;
            case REPEATED -> new Outcome.Uncertain();
        };
    }

    private Outcome deliver(
            List<Instance> all,
            String path,
            Duration patience,
            Invocation invocation,
            Delivery delivery)
            throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        var mayHaveRun = delivery == Delivery.REPEATED;
        var isFull = false;
        for (var attempt = 0; System.nanoTime() - deadline < 0; attempt++) {
            if (!mayHaveRun && attempt >= ROUNDS_UNREACHED * all.size()) {
                break;
            }
            var instance = all.get(attempt % all.size());
            switch (ask(instance, path, invocation, deadline)) {
                case Asked.Settled(var outcome) -> {
                    var unknown = mayHaveRun && outcome instanceof Outcome.Declined;
                    return unknown ? new Outcome.Uncertain() : outcome;
                }
                case Asked.Busy() -> {
                    // Perhaps by what an earlier attempt has set going: that one's end will tell.
                    if (!mayHaveRun) {
                        return new Outcome.Busy();
                    }
                }
                case Asked.Full() -> isFull = true;
                case Asked.Unreached() -> LOG.debugf("%s was not reached", instance);
                case Asked.Unsettled() -> mayHaveRun = true;
            }
            if ((attempt + 1) % all.size() == 0) {
                pause(attempt / all.size());
            }
        }
        if (mayHaveRun) {
            return new Outcome.Uncertain();
        }
        return isFull ? new Outcome.Busy() : new Outcome.Away();
    }

    /** Tells the service of events; each instance is asked once at most. */
    public Told tell(String service, EventBatch batch) throws InterruptedException {
        for (var instance : inTurn(service)) {
            try {
                var answer = client.tell(instance, batch);
                switch (answer.status()) {
                    case 200 -> {
                        return new Told.Received(client.receipts(answer));
                    }
                    case 400, 413, 422 -> {
                        return new Told.Declined(client.detail(answer));
                    }
                    default -> LOG.warnf("%s takes no events: HTTP %d", instance, answer.status());
                }
            } catch (CircuitBreakerOpenException | IOException away) {
                LOG.debugf("%s was not told of %d events", instance, batch.events().size());
            }
        }
        return new Told.Away();
    }

    /** What came of asking one instance once. */
    private sealed interface Asked {

        record Settled(Outcome outcome) implements Asked {}

        record Unreached() implements Asked {}

        /** What the command needs is in use; it did not run this time. */
        record Busy() implements Asked {}

        /** It has too much to do already; it did not run this time. */
        record Full() implements Asked {}

        /** It was asked, and it may yet run or have run. */
        record Unsettled() implements Asked {}
    }

    private Asked ask(Instance instance, String path, Invocation invocation, long deadline)
            throws InterruptedException {
        if (!instance.enter(deadline)) {
            return new Asked.Full();
        }
        try {
            return ask(instance, path, invocation);
        } finally {
            instance.leave();
        }
    }

    private Asked ask(Instance instance, String path, Invocation invocation)
            throws InterruptedException {
        try {
            var answer = client.invoke(instance, path, invocation);
            return switch (answer.status()) {
                case 200 -> new Asked.Settled(new Outcome.Answered(client.reply(answer)));
                case 409 -> new Asked.Unsettled();
                case 429 -> client.isOverload(answer) ? new Asked.Full() : new Asked.Busy();
                // An instance of another build, in the middle of a rolling deploy.
                case 404 -> new Asked.Unreached();
                // A fault of one command: whether it has run, its operation key will tell.
                case 500 -> unsettled(instance, invocation);
                default -> new Asked.Settled(declined(instance, answer));
            };
        } catch (CircuitBreakerOpenException leftAlone) {
            return new Asked.Unreached();
        } catch (ConnectException | HttpConnectTimeoutException unreached) {
            return new Asked.Unreached();
        } catch (IOException broken) {
            LOG.infof("%s did not settle %s: %s", instance, invocation.operation(), broken);
            return new Asked.Unsettled();
        }
    }

    private static Asked unsettled(Instance instance, Invocation invocation) {
        LOG.infof("%s failed at %s", instance, invocation.operation());
        return new Asked.Unsettled();
    }

    private Outcome declined(Instance instance, HttpAnswer answer) {
        var detail = client.detail(answer);
        LOG.errorf("%s declined with HTTP %d: %s", instance, answer.status(), detail);
        return new Outcome.Declined(detail);
    }

    private static void pause(int round) throws InterruptedException {
        var longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(round, 4));
        Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextInt(longest / 2));
    }
}
