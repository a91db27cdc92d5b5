package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.address.Endpoints;
import dev.holdfast.kit.limit.Bulkhead;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.ProgressUpdate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    /** Slow commands take a quarter of the places at most, so that the others find one. */
    private static final int SHARE_OF_SLOW = 4;

    private final String name;
    private final ServiceClient client;
    private final InvocationAttempt asking;
    private final FleetSettings settings;
    private final Instances instances;
    private final Bulkhead places;
    private final Bulkhead slowPlaces;

    RemoteService(
            String name,
            Endpoints endpoints,
            ServiceClient client,
            FleetSettings settings,
            MeterRegistry metrics) {
        this.name = name;
        this.client = client;
        this.asking = new InvocationAttempt(client);
        this.settings = settings;
        this.instances = new Instances(name, endpoints, settings);
        this.places =
                new Bulkhead(
                        settings.servicePlaces(),
                        "holdfast.gateway.service.bulkhead",
                        Tags.of("service", name),
                        metrics);
        this.slowPlaces =
                new Bulkhead(
                        Math.max(1, settings.servicePlaces() / SHARE_OF_SLOW),
                        "holdfast.gateway.service.bulkhead.slow",
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
            } catch (IOException | CircuitBreakerOpenException e) {
                LOG.debugf("no completion by %s: %s", instance, e);
            }
        }
        return List.of();
    }

    @Override
    public FetchedFile draw(Attachment file) throws IOException, InterruptedException {
        Optional<HttpResponse<InputStream>> drawn =
                places.within(() -> drawn(file), Optional::empty);
        var answer =
                drawn.orElseThrow(() ->
                        new IOException("no instance of %s draws %s".formatted(name, file.name())));
        return new FetchedFile(
                answer.body(), answer.headers().firstValueAsLong("Content-Length").orElse(-1));
    }

    private Optional<HttpResponse<InputStream>> drawn(Attachment file) throws InterruptedException {
        var deadline = System.nanoTime() + settings.servicePatience().toNanos();
        for (var instance : instances.inTurn()) {
            if (instance.enter(deadline)) {
                try {
                    return Optional.of(client.file(instance, file));
                } catch (IOException | CircuitBreakerOpenException e) {
                    LOG.infof("%s does not draw %s: %s", instance, file.name(), e);
                } finally {
                    instance.leave();
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public InvocationOutcome invoke(
            CommandSpec spec,
            Invocation invocation,
            DeliveryKind delivery,
            Consumer<ProgressUpdate> progress)
            throws InterruptedException {
        return deliver("/bot/invocations", spec, invocation, delivery, progress);
    }

    @Override
    public InvocationOutcome settle(CommandSpec spec, Invocation invocation)
            throws InterruptedException {
        return deliver("/bot/settlements", spec, invocation, DeliveryKind.FIRST, _ -> {});
    }

    private InvocationOutcome deliver(
            String path,
            CommandSpec spec,
            Invocation invocation,
            DeliveryKind delivery,
            Consumer<ProgressUpdate> progress)
            throws InterruptedException {
        var patience =
                settings.servicePatience()
                        .plus(spec.longest().map(RemoteService::slowest).orElse(Duration.ZERO));
        return within(
                spec.slow(),
                () -> deliver(path, patience, invocation, delivery, progress),
                () -> delivery.unlessRepeated(new InvocationOutcome.Busy()));
    }

    /** In its place; a slow one needs one of the few for those, too. */
    private InvocationOutcome within(
            boolean slow,
            Bulkhead.Work<InvocationOutcome, InterruptedException> work,
            Supplier<InvocationOutcome> full)
            throws InterruptedException {
        return slow
                ? slowPlaces.<InvocationOutcome, InterruptedException>within(
                        () -> places.within(work, full), full)
                : places.within(work, full);
    }

    /** A slow command's process may die over it, and another one begins anew. */
    private static Duration slowest(Duration longest) {
        return longest.multipliedBy(3).plusSeconds(30);
    }

    /** In rounds, each of which asks the instances that there are then. */
    private InvocationOutcome deliver(
            String path,
            Duration patience,
            Invocation invocation,
            DeliveryKind delivery,
            Consumer<ProgressUpdate> progress)
            throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        var mayHaveRun = delivery == DeliveryKind.REPEATED;
        var isFull = false;
        for (var round = 0; System.nanoTime() - deadline < 0; round++) {
            if (!mayHaveRun && round >= ROUNDS_UNREACHED) {
                break;
            }
            for (var instance : instances.inTurn()) {
                if (System.nanoTime() - deadline >= 0) {
                    break;
                }
                switch (asking.ask(instance, path, invocation, deadline)) {
                    case InvocationAttempt.Asked.Settled(var outcome) -> {
                        var unknown = mayHaveRun && outcome instanceof InvocationOutcome.Declined;
                        return unknown ? new InvocationOutcome.Uncertain() : outcome;
                    }
                    case InvocationAttempt.Asked.Busy() -> {
                        // Perhaps by what an earlier attempt has set going: that one's end will
                        // tell.
                        if (!mayHaveRun) {
                            return new InvocationOutcome.Busy();
                        }
                    }
                    case InvocationAttempt.Asked.Full() -> isFull = true;
                    case InvocationAttempt.Asked.Unreached() ->
                            LOG.debugf("%s was not reached", instance);
                    case InvocationAttempt.Asked.Unsettled(var reached) -> {
                        mayHaveRun = true;
                        reached.ifPresent(progress);
                    }
                }
            }
            pause(round);
        }
        if (mayHaveRun) {
            return new InvocationOutcome.Uncertain();
        }
        return isFull ? new InvocationOutcome.Busy() : new InvocationOutcome.Away();
    }

    /** Each instance is told once at most. */
    @Override
    public DeliveryResult tell(EventBatch batch) throws InterruptedException {
        for (var instance : instances.inTurn()) {
            try {
                var answer = client.tell(instance, batch);
                switch (answer.status()) {
                    case 200 -> {
                        return new DeliveryResult.Received(client.receipts(answer));
                    }
                    case 400, 413, 422 -> {
                        return new DeliveryResult.Declined(client.detail(answer));
                    }
                    default -> LOG.warnf("%s takes no events: HTTP %d", instance, answer.status());
                }
            } catch (CircuitBreakerOpenException | IOException _) {
                LOG.debugf("%s was not told of %d events", instance, batch.events().size());
            }
        }
        return new DeliveryResult.Away();
    }

    private static void pause(int round) throws InterruptedException {
        var longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(round, 4));
        Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextInt(longest / 2));
    }
}
