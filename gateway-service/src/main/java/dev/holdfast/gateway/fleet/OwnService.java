package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.command.Drawings;
import dev.holdfast.kit.command.EventHandlers;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.ProgressUpdate;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** This gateway's own commands, which it runs itself. Safe for any thread. */
@Singleton
final class OwnService implements Service {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final Duration BETWEEN = Duration.ofMillis(500);

    /** What a slow command may take beyond its own time to be completed. */
    private static final Duration ENDING = Duration.ofSeconds(15);

    private final String name;

    /** Not before they are needed: some of them look at the fleet. */
    private final Provider<Commands> commands;

    private final Provider<EventHandlers> events;
    private final Provider<Drawings> drawings;
    private final Event<Invocation> ran;
    private final CountDownLatch stopping = new CountDownLatch(1);

    OwnService(
            @ConfigProperty(name = "quarkus.application.name") String name,
            Provider<Commands> commands,
            Provider<EventHandlers> events,
            Provider<Drawings> drawings,
            Event<Invocation> ran) {
        this.name = name;
        this.commands = commands;
        this.events = events;
        this.drawings = drawings;
        this.ran = ran;
    }

    String name() {
        return name;
    }

    @Override
    public InvocationOutcome invoke(
            CommandSpec spec,
            Invocation invocation,
            DeliveryKind delivery,
            Consumer<ProgressUpdate> progress)
            throws InterruptedException {
        var outcome = toItsEnd(spec, invocation, progress);
        // Of what may have run before, nothing but its own answer says what came of it.
        return outcome instanceof InvocationOutcome.Answered
                ? outcome
                : delivery.unlessRepeated(outcome);
    }

    @Override
    public InvocationOutcome settle(CommandSpec spec, Invocation invocation) {
        return here(() -> commands.get().settle(invocation));
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion) {
        try {
            return commands.get().complete(completion);
        } catch (Unavailable e) {
            LOG.debug("the gateway's own database is away", e);
            return List.of();
        }
    }

    @Override
    public FetchedFile draw(Attachment file) throws IOException {
        var drawn = drawings.get().draw(file);
        return new FetchedFile(new ByteArrayInputStream(drawn), drawn.length);
    }

    @Override
    public DeliveryResult tell(EventBatch batch) {
        return new DeliveryResult.Received(events.get().take(batch));
    }

    /** A slow command goes on after the first answers, for as long as it says. */
    private InvocationOutcome toItsEnd(
            CommandSpec spec, Invocation invocation, Consumer<ProgressUpdate> progress)
            throws InterruptedException {
        var longest = spec.longest().map(ENDING::plus).orElse(Duration.ZERO);
        var deadline = System.nanoTime() + longest.toNanos();
        var outcome = here(() -> run(invocation, progress));
        while (outcome instanceof InvocationOutcome.Uncertain
                && System.nanoTime() < deadline
                && !stopping.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
            outcome = here(() -> run(invocation, progress));
        }
        return outcome;
    }

    /** Commands of the gateway itself; whoever keeps what they change hears that one ran. */
    private RequestOutcome run(Invocation invocation, Consumer<ProgressUpdate> progress) {
        var outcome = commands.get().invoke(invocation);
        if (outcome instanceof RequestOutcome.StillRunning(ProgressUpdate reached)
                && reached != null) {
            progress.accept(reached);
        }
        ran.fire(invocation);
        return outcome;
    }

    private static InvocationOutcome here(Supplier<RequestOutcome> command) {
        try {
            return switch (command.get()) {
                case RequestOutcome.Done(var reply, _) -> new InvocationOutcome.Answered(reply);
                case RequestOutcome.KeyReused _, RequestOutcome.KeyExpired _ ->
                        new InvocationOutcome.Declined("");
                case RequestOutcome.StillRunning _ -> new InvocationOutcome.Uncertain();
                case RequestOutcome.Busy _ -> new InvocationOutcome.Busy();
            };
        } catch (Unavailable e) {
            LOG.warn("the gateway's own database is away", e);
            return new InvocationOutcome.Uncertain();
        }
    }

    @PreDestroy
    void stop() {
        stopping.countDown();
    }
}
