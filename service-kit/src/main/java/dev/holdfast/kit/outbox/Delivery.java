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
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Brings one claimed effect to its end, or puts it off. Safe for any thread. */
@Singleton
final class Delivery {

    private static final Logger LOG = Logger.getLogger("holdfast.outbox");
    private static final UserId NOBODY = new UserId(0);
    private static final int MOST_FAILURES = 10;
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration FIRST_WAIT_AFTER_FAULT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT_AFTER_FAULT = Duration.ofMinutes(5);

    private final OutboxStore store;
    private final GatewayClient gateway;
    private final GuildTurns turns;
    private final UnitsOfWork units;
    private final Map<String, EffectListener> listeners;
    private final Event<SetAside> aside;
    private final Event<Refusal> refusals;
    private final Traces traces;
    private final MeterRegistry metrics;
    private final Counter failures;

    @Inject
    Delivery(
            OutboxStore store,
            GatewayClient gateway,
            GuildTurns turns,
            UnitsOfWork units,
            @All List<EffectListener> listeners,
            Event<SetAside> aside,
            Event<Refusal> refusals,
            Traces traces,
            MeterRegistry metrics) {
        this.store = store;
        this.gateway = gateway;
        this.turns = turns;
        this.units = units;
        this.listeners =
                listeners.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        EffectListener::name, Function.identity()));
        this.aside = aside;
        this.refusals = refusals;
        this.traces = traces;
        this.metrics = metrics;
        this.failures = metrics.counter("holdfast.outbox.failures");
    }

    /** Effects with another listener are for a build that has it. */
    Set<String> listeners() {
        return listeners.keySet();
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
        var name = "effect " + stored.order().effect().word();
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
        } catch (Unavailable away) {
            LOG.warnf("effect %d waits: %s", claim.effect(), away.getMessage());
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "effect %d of guild %s failed", claim.effect(), claim.guild());
            Span.failed(fault);
            failed(claim, String.valueOf(fault.getMessage()));
        }
    }

    private void deliver(Claim claim, Stored stored) throws InterruptedException {
        // Once it was sent, only the gateway knows whether it came in time.
        var tooLate = claim.firstSent() == null && stored.expired(claim.at());
        var answer =
                tooLate
                        ? new Answer.Over(new EffectOutcome.Expired())
                        : gateway.send(stored.order(), claim.urgency());
        switch (answer) {
            case Answer.Over(var outcome) -> settle(claim, stored, outcome);
            case Answer.NotNow(var pause, var why) -> putOff(claim, pause, why);
            case Answer.Fault(var why) -> failed(claim, why);
        }
    }

    /** The end of the effect and what its listener makes of it are one transaction. */
    private void settle(Claim claim, Stored stored, EffectOutcome outcome) {
        var key = claim.operation();
        var request =
                new Request(
                                key,
                                claim.guild(),
                                stored.user(),
                                "effect " + stored.order().effect().target(),
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

    private Reply end(Claim claim, EffectOutcome outcome, UnitOfWork work) {
        var ended = store.end(work, claim);
        if (ended.isEmpty()) {
            return Reply.refuse("claimed by another attempt");
        }
        var stored = ended.get();
        if (!stored.listener().isEmpty()) {
            var settled = new Settled(stored.order().effect(), stored.note(), outcome);
            listener(stored).hear(settled, work);
        }
        if (outcome instanceof EffectOutcome.Refused refused) {
            refusals.fire(new Refusal(work, stored.order().effect(), refused));
        }
        var taken = Duration.between(stored.orderedAt(), work.now());
        work.afterCommit(() -> record(stored, outcome, taken));
        return Reply.whisper(
                "%s; attempt %d, %d ms after it was ordered%s"
                        .formatted(
                                word(outcome),
                                claim.attempt(),
                                taken.toMillis(),
                                outcome instanceof EffectOutcome.Refused(var cause, _)
                                        ? ", because of " + cause.name().toLowerCase(Locale.ROOT)
                                        : ""));
    }

    private EffectListener listener(Stored stored) {
        var listener = listeners.get(stored.listener());
        if (listener == null) {
            throw new IllegalStateException("no listener named " + stored.listener());
        }
        return listener;
    }

    private void record(Stored stored, EffectOutcome outcome, Duration taken) {
        Span.note("holdfast.outcome", word(outcome));
        LOG.infof(
                "%s: %s after %d ms", stored.order().effect().target(), outcome, taken.toMillis());
        metrics.timer("holdfast.outbox.delivery", "outcome", word(outcome)).record(taken);
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

    private static String word(EffectOutcome outcome) {
        return switch (outcome) {
            case EffectOutcome.Applied _ -> "applied";
            case EffectOutcome.Refused _ -> "refused";
            case EffectOutcome.Expired() -> "expired";
        };
    }
}
