package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.address.Endpoints;
import dev.holdfast.kit.limit.Places;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * Another service: its instances are asked in turn, under the same operation key, behind a bulkhead
 * of its own, so that a service which hangs takes nobody else's places. Safe for any thread.
 */
final class RemoteService implements Service {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final int ROUNDS_UNREACHED = 2;
    private static final int LONGEST_PAUSE_MILLIS = 1_000;
    private static final int FIRST_PAUSE_MILLIS = 100;

    private final String name;
    private final ServiceClient client;
    private final FleetSettings settings;
    private final Instances instances;
    private final Places places;

    RemoteService(
            String name,
            Endpoints endpoints,
            ServiceClient client,
            FleetSettings settings,
            MeterRegistry metrics) {
        this.name = name;
        this.client = client;
        this.settings = settings;
        this.instances = new Instances(name, endpoints, settings);
        this.places =
                new Places(
                        settings.servicePlaces(),
                        "holdfast.gateway.service.places",
                        Tags.of("service", name),
                        metrics);
    }

    List<Instance> instances() {
        return instances.all();
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion) throws InterruptedException {
        return places.within(() -> choices(completion), List::of);
    }

    private List<OptionSpec.Choice> choices(Completion completion) throws InterruptedException {
        for (var instance : instances.inTurn()) {
            try {
                return client.complete(instance, completion);
            } catch (IOException | CircuitBreakerOpenException away) {
                LOG.debugf("no completion by %s: %s", instance, away);
            }
        }
        return List.of();
    }

    @Override
    public Drawn draw(Attachment file) throws IOException, InterruptedException {
        Optional<HttpResponse<InputStream>> drawn =
                places.within(() -> drawn(file), Optional::empty);
        var answer =
                drawn.orElseThrow(() ->
                        new IOException("no instance of %s draws %s".formatted(name, file.name())));
        return new Drawn(
                answer.body(), answer.headers().firstValueAsLong("Content-Length").orElse(-1));
    }

    private Optional<HttpResponse<InputStream>> drawn(Attachment file) throws InterruptedException {
        var deadline = System.nanoTime() + settings.servicePatience().toNanos();
        for (var instance : instances.inTurn()) {
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

    @Override
    public Outcome invoke(CommandSpec spec, Invocation invocation, Delivery delivery)
            throws InterruptedException {
        return deliver("/bot/invocations", spec, invocation, delivery);
    }

    @Override
    public Outcome settle(CommandSpec spec, Invocation invocation) throws InterruptedException {
        return deliver("/bot/settlements", spec, invocation, Delivery.FIRST);
    }

    private Outcome deliver(String path, CommandSpec spec, Invocation invocation, Delivery delivery)
            throws InterruptedException {
        var patience = settings.servicePatience().plus(spec.longest().orElse(Duration.ZERO));
        return places.within(
                () -> deliver(path, patience, invocation, delivery),
                () -> delivery.unlessRepeated(new Outcome.Busy()));
    }

    /** In rounds, each of which asks the instances that there are then. */
    private Outcome deliver(
            String path, Duration patience, Invocation invocation, Delivery delivery)
            throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        var mayHaveRun = delivery == Delivery.REPEATED;
        var isFull = false;
        for (var round = 0; System.nanoTime() - deadline < 0; round++) {
            if (!mayHaveRun && round >= ROUNDS_UNREACHED) {
                break;
            }
            for (var instance : instances.inTurn()) {
                if (System.nanoTime() - deadline >= 0) {
                    break;
                }
                switch (ask(instance, path, invocation, deadline)) {
                    case Asked.Settled(var outcome) -> {
                        var unknown = mayHaveRun && outcome instanceof Outcome.Declined;
                        return unknown ? new Outcome.Uncertain() : outcome;
                    }
                    case Asked.Busy() -> {
                        // Perhaps by what an earlier attempt has set going: that one's end will
                        // tell.
                        if (!mayHaveRun) {
                            return new Outcome.Busy();
                        }
                    }
                    case Asked.Full() -> isFull = true;
                    case Asked.Unreached() -> LOG.debugf("%s was not reached", instance);
                    case Asked.Unsettled() -> mayHaveRun = true;
                }
            }
            pause(round);
        }
        if (mayHaveRun) {
            return new Outcome.Uncertain();
        }
        return isFull ? new Outcome.Busy() : new Outcome.Away();
    }

    /** Each instance is told once at most. */
    @Override
    public Told tell(EventBatch batch) throws InterruptedException {
        for (var instance : instances.inTurn()) {
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
