package dev.holdfast.kit.outbox;

import dev.holdfast.kit.background.NewDeadLetter;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.loop.RetryDelay;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.observe.Traces;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.OrderOutcome;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Brings one claimed effect or order to its end, or puts it off. Safe for any thread. */
@Singleton
final class OutboxDelivery {

    private static final Logger LOG = Logger.getLogger("holdfast.outbox");
    private static final UserId NOBODY = new UserId(0);
    private static final int MOST_FAILURES = 10;
    private static final Duration LONGEST_SEARCH = Duration.ofMinutes(10);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration FIRST_WAIT_AFTER_FAULT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT_AFTER_FAULT = Duration.ofMinutes(5);

    private final OutboxStore store;
    private final GatewayClient gateway;
    private final GuildFairness turns;
    private final UnitsOfWork units;
    private final OutboxListeners listeners;
    private final Event<NewDeadLetter> deadLetter;
    private final Traces traces;
    private final MeterRegistry metrics;
    private final Counter failures;

    OutboxDelivery(
            OutboxStore store,
            GatewayClient gateway,
            GuildFairness turns,
            UnitsOfWork units,
            OutboxListeners listeners,
            Event<NewDeadLetter> deadLetter,
            Traces traces,
            MeterRegistry metrics) {
        this.store = store;
        this.gateway = gateway;
        this.turns = turns;
        this.units = units;
        this.listeners = listeners;
        this.deadLetter = deadLetter;
        this.traces = traces;
        this.metrics = metrics;
        this.failures = metrics.counter("holdfast.outbox.failures");
    }

    /** Does what can be done for it now. */
    void deliver(OutboxClaim claim) throws InterruptedException {
        try (var _ = LogContext.of(claim.guild(), NOBODY, "effect", claim.operation())) {
            attempt(
                    claim,
                    () -> {
                        var stored =
                                units.read(claim.guild(), NOBODY, work -> store.read(work, claim));
                        if (stored.isPresent()) {
                            goOn(claim, stored.get());
                        }
                    });
        }
    }

    /** From here on it is known who asked for it, and in which operation. */
    private void goOn(OutboxClaim claim, StoredMessage stored) throws InterruptedException {
        var name = stored.message().name();
        var operation = claim.operation();
        var cause = stored.cause();
        try (var _ =
                        LogContext.of(
                                claim.guild(), stored.user(), name, operation, cause, claim.at());
                var _ = traces.follow(name, operation, cause, claim.at())) {
            attempt(claim, () -> deliver(claim, stored));
        }
    }

    private interface Action {
        void beDone() throws InterruptedException;
    }

    private void attempt(OutboxClaim claim, Action action) throws InterruptedException {
        try {
            action.beDone();
        } catch (Unavailable e) {
            LOG.warnf("effect %d waits: %s", claim.effect(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "effect %d of guild %s failed", claim.effect(), claim.guild());
            Span.failed(e);
            failed(claim, String.valueOf(e.getMessage()));
        }
    }

    private void deliver(OutboxClaim claim, StoredMessage stored) throws InterruptedException {
        // Once it was sent, only the gateway knows whether it came in time.
        var tooLate = claim.firstSent() == null && stored.expired(claim.at());
        var answer =
                tooLate
                        ? new GatewayAnswer.Over(stored.message().expired())
                        : gateway.send(stored.message(), claim.urgency());
        switch (answer) {
            case GatewayAnswer.Over(var ended) -> settle(claim, stored, ended);
            case GatewayAnswer.NotNow(var pause, var why) -> putOff(claim, pause, why);
            case GatewayAnswer.NobodyTakesIt(var why) -> nobodyTakesIt(claim, stored, why);
            case GatewayAnswer.Fault(var why) -> failed(claim, why);
        }
    }

    /** A service that is being rolled out may take it in a moment; after a while it is told. */
    private void nobodyTakesIt(OutboxClaim claim, StoredMessage stored, String why) {
        if (claim.at().isBefore(stored.orderedAt().plus(LONGEST_SEARCH))) {
            putOff(claim, Duration.ZERO, why);
        } else {
            var text = "No service takes this %s.".formatted(stored.message().name());
            settle(claim, stored, new FinalOutcome.OfOrder(new OrderOutcome.Refused(text)));
        }
    }

    /** The end of the effect and what its listener makes of it are one transaction. */
    private void settle(OutboxClaim claim, StoredMessage stored, FinalOutcome outcome) {
        var key = claim.operation();
        var request =
                new Request(
                                key,
                                claim.guild(),
                                stored.user(),
                                stored.message().command(),
                                RequestHash.of(key.value()))
                        .causedBy(stored.operation());
        var ended = units.execute(request, work -> end(claim, outcome, work));
        switch (ended) {
            case RequestOutcome.Done(var reply, _) ->
                    LOG.debugf("effect %d, attempt %d: %s", claim.effect(), claim.attempt(), reply);
            case RequestOutcome.StillRunning _,
                    RequestOutcome.Busy(),
                    RequestOutcome.KeyReused(),
                    RequestOutcome.KeyExpired() ->
                    LOG.warnf("effect %d is asked for again: %s", claim.effect(), ended);
        }
    }

    private Reply end(OutboxClaim claim, FinalOutcome outcome, UnitOfWork work) {
        var ended = store.end(work, claim);
        if (ended.isEmpty()) {
            return Reply.refuse("claimed by another attempt");
        }
        var stored = ended.get();
        listeners.tell(stored, outcome, work);
        var taken = Duration.between(stored.orderedAt(), work.now());
        work.afterCommit(() -> record(stored, outcome, taken));
        return Reply.whisper(
                "%s; attempt %d, %d ms after it was ordered%s"
                        .formatted(
                                outcome.word(), claim.attempt(), taken.toMillis(), outcome.why()));
    }

    private void record(StoredMessage stored, FinalOutcome outcome, Duration taken) {
        Span.note("holdfast.outcome", outcome.word());
        LOG.infof("%s: %s after %d ms", stored.message().command(), outcome, taken.toMillis());
        metrics.timer("holdfast.outbox.delivery", "outcome", outcome.word()).record(taken);
    }

    private void putOff(OutboxClaim claim, Duration asked, String why) {
        var wait = RetryDelay.after(claim.attempt(), FIRST_WAIT, LONGEST_WAIT);
        LOG.debugf("effect %d waits: %s", claim.effect(), why);
        turns.hold(claim, asked);
        store.putOff(claim, asked.compareTo(wait) > 0 ? asked : wait, 0);
    }

    private void failed(OutboxClaim claim, String why) {
        failures.increment();
        if (claim.failures() + 1 < MOST_FAILURES) {
            var wait =
                    RetryDelay.after(
                            claim.failures() + 1, FIRST_WAIT_AFTER_FAULT, LONGEST_WAIT_AFTER_FAULT);
            LOG.warnf("effect %d failed and waits %s: %s", claim.effect(), wait, why);
            store.putOff(claim, wait, 1);
        } else if (store.markDead(claim, why)) {
            deadLetter.fire(new NewDeadLetter("outbox", claim.guild(), claim.effect(), why));
        }
    }
}
