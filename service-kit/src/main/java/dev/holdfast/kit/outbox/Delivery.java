package dev.holdfast.kit.outbox;

import dev.holdfast.kit.background.SetAside;
import dev.holdfast.kit.database.Outcome;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.loop.Setback;
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
final class Delivery {

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
    private final GuildTurns turns;
    private final UnitsOfWork units;
    private final Listeners listeners;
    private final Event<SetAside> aside;
    private final Traces traces;
    private final MeterRegistry metrics;
    private final Counter failures;

    Delivery(
            OutboxStore store,
            GatewayClient gateway,
            GuildTurns turns,
            UnitsOfWork units,
            Listeners listeners,
            Event<SetAside> aside,
            Traces traces,
            MeterRegistry metrics) {
        this.store = store;
        this.gateway = gateway;
        this.turns = turns;
        this.units = units;
        this.listeners = listeners;
        this.aside = aside;
        this.traces = traces;
        this.metrics = metrics;
        this.failures = metrics.counter("holdfast.outbox.failures");
    }

    /** Does what can be done for it now. */
    void deliver(Claim claim) throws InterruptedException {
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
    private void goOn(Claim claim, Stored stored) throws InterruptedException {
        var name = stored.parcel().name();
        var operation = claim.operation();
        var cause = stored.cause();
        try (var _ =
                        LogContext.of(
                                claim.guild(), stored.user(), name, operation, cause, claim.at());
                var _ = traces.follow(name, operation, cause, claim.at())) {
            attempt(claim, () -> deliver(claim, stored));
        }
    }

    private interface Deed {
        void beDone() throws InterruptedException;
    }

    private void attempt(Claim claim, Deed deed) throws InterruptedException {
        try {
            deed.beDone();
        } catch (Unavailable e) {
            LOG.warnf("effect %d waits: %s", claim.effect(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "effect %d of guild %s failed", claim.effect(), claim.guild());
            Span.failed(e);
            failed(claim, String.valueOf(e.getMessage()));
        }
    }

    private void deliver(Claim claim, Stored stored) throws InterruptedException {
        // Once it was sent, only the gateway knows whether it came in time.
        var tooLate = claim.firstSent() == null && stored.expired(claim.at());
        var answer =
                tooLate
                        ? new Answer.Over(stored.parcel().expired())
                        : gateway.send(stored.parcel(), claim.urgency());
        switch (answer) {
            case Answer.Over(var ended) -> settle(claim, stored, ended);
            case Answer.NotNow(var pause, var why) -> putOff(claim, pause, why);
            case Answer.NobodyTakesIt(var why) -> nobodyTakesIt(claim, stored, why);
            case Answer.Fault(var why) -> failed(claim, why);
        }
    }

    /** A service that is being rolled out may take it in a moment; after a while it is told. */
    private void nobodyTakesIt(Claim claim, Stored stored, String why) {
        if (claim.at().isBefore(stored.orderedAt().plus(LONGEST_SEARCH))) {
            putOff(claim, Duration.ZERO, why);
        } else {
            var text = "No service takes this %s.".formatted(stored.parcel().name());
            settle(claim, stored, new Ended.OfOrder(new OrderOutcome.Refused(text)));
        }
    }

    /** The end of the effect and what its listener makes of it are one transaction. */
    private void settle(Claim claim, Stored stored, Ended outcome) {
        var key = claim.operation();
        var request =
                new Request(
                                key,
                                claim.guild(),
                                stored.user(),
                                stored.parcel().command(),
                                RequestHash.of(key.value()))
                        .causedBy(stored.operation());
        var ended = units.execute(request, work -> end(claim, outcome, work));
        switch (ended) {
            case Outcome.Done(var reply, _) ->
                    LOG.debugf("effect %d, attempt %d: %s", claim.effect(), claim.attempt(), reply);
            case Outcome.StillRunning _,
                    Outcome.Busy(),
                    Outcome.KeyReused(),
                    Outcome.KeyExpired() ->
                    LOG.warnf("effect %d is asked for again: %s", claim.effect(), ended);
        }
    }

    private Reply end(Claim claim, Ended outcome, UnitOfWork work) {
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

    private void record(Stored stored, Ended outcome, Duration taken) {
        Span.note("holdfast.outcome", outcome.word());
        LOG.infof("%s: %s after %d ms", stored.parcel().command(), outcome, taken.toMillis());
        metrics.timer("holdfast.outbox.delivery", "outcome", outcome.word()).record(taken);
    }

    private void putOff(Claim claim, Duration asked, String why) {
        var wait = Setback.after(claim.attempt(), FIRST_WAIT, LONGEST_WAIT);
        LOG.debugf("effect %d waits: %s", claim.effect(), why);
        turns.hold(claim, asked);
        store.putOff(claim, asked.compareTo(wait) > 0 ? asked : wait, 0);
    }

    private void failed(Claim claim, String why) {
        failures.increment();
        if (claim.failures() + 1 < MOST_FAILURES) {
            var wait =
                    Setback.after(
                            claim.failures() + 1, FIRST_WAIT_AFTER_FAULT, LONGEST_WAIT_AFTER_FAULT);
            LOG.warnf("effect %d failed and waits %s: %s", claim.effect(), wait, why);
            store.putOff(claim, wait, 1);
        } else if (store.setAside(claim, why)) {
            aside.fire(new SetAside("outbox", claim.guild(), claim.effect(), why));
        }
    }
}
