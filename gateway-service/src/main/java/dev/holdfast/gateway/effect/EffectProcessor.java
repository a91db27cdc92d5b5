package dev.holdfast.gateway.effect;

import dev.holdfast.kit.limit.ReservedBulkhead;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.Urgency;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Executes effects that services order, each once, however often and to however many gateways it is
 * sent. Blocks; thread-safe.
 */
@Singleton
public final class EffectProcessor {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final int MOST = 500;
    private static final int KEPT_FOR_URGENT = 100;
    private static final int KEPT_FOR_PATIENT = 50;
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final EffectRecord record;
    private final EffectExecutor deeds;
    private final AdminNotices notices;
    private final OperatorMessages toOperators;
    private final MeterRegistry metrics;
    private final ReservedBulkhead places =
            new ReservedBulkhead(MOST, KEPT_FOR_URGENT, KEPT_FOR_PATIENT);

    /** What an order is answered. */
    public sealed interface Answered {

        /** This became of it, now or at an earlier delivery. */
        record Settled(EffectOutcome outcome) implements Answered {}

        /** There is no outcome yet; the same order may be sent again after a while. */
        record NotYet(String why, Duration retryAfter) implements Answered {}

        /** The key is that of another order; nothing was done. */
        record OtherOrder() implements Answered {}
    }

    EffectProcessor(
            EffectRecord record,
            EffectExecutor deeds,
            AdminNotices notices,
            OperatorMessages toOperators,
            MeterRegistry metrics) {
        this.record = record;
        this.deeds = deeds;
        this.notices = notices;
        this.toOperators = toOperators;
        this.metrics = metrics;
        metrics.gauge("holdfast.gateway.effects", places, ReservedBulkhead::taken);
    }

    /**
     * Carries the order out, unless that was done before.
     *
     * @throws dev.holdfast.kit.problem.Unavailable when PostgreSQL is away; the same order tells
     *     later what became of it
     */
    public Answered carryOut(String service, EffectOrder order, Urgency urgency) {
        if (!places.tryTake(urgency)) {
            return new Answered.NotYet("too many effects at once", A_MOMENT);
        }
        var started = System.nanoTime();
        try {
            var answered = claimed(service, order, urgency);
            note(service, order, answered, Duration.ofNanos(System.nanoTime() - started));
            return answered;
        } finally {
            places.release(urgency);
        }
    }

    private Answered claimed(String service, EffectOrder order, Urgency urgency) {
        return switch (record.claim(service, order, urgency)) {
            case EffectClaim.Ours ours -> settled(ours, attempt(ours));
            case EffectClaim.Settled(var outcome) -> new Answered.Settled(outcome);
            case EffectClaim.Busy() -> new Answered.NotYet("it is being done", A_MOMENT);
            case EffectClaim.OtherOrder() -> new Answered.OtherOrder();
        };
    }

    private EffectAttempt attempt(EffectClaim.Ours ours) {
        return switch (ours.order().effect()) {
            case AlertEffect.TellAdmins told -> notices.attempt(ours, told);
            case AlertEffect.TellOperators told -> toOperators.attempt(ours, told);
            case AlertEffect.PostAlert posted -> toOperators.attempt(ours, posted);
            case Effect _ -> deeds.attempt(ours);
        };
    }

    private Answered settled(EffectClaim.Ours ours, EffectAttempt attempt) {
        return switch (attempt) {
            // What became of it is kept before anybody is told.
            case EffectAttempt.Known(var outcome) ->
                    record.settle(ours, outcome)
                            .<Answered>map(Answered.Settled::new)
                            .orElseGet(() -> new Answered.NotYet("it was taken over", A_MOMENT));
            case EffectAttempt.Unsent(var why, var retryAfter) -> {
                record.release(ours, ours.doubt());
                yield new Answered.NotYet(why, retryAfter);
            }
            case EffectAttempt.Uncertain(var why) -> {
                record.release(ours, Optional.of(ours.doubt().orElse(ours.now())));
                yield new Answered.NotYet(why, A_MOMENT);
            }
        };
    }

    private void note(String service, EffectOrder order, Answered answered, Duration taken) {
        var kind = order.effect().word();
        var word =
                switch (answered) {
                    case Answered.Settled(var outcome) ->
                            outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
                    case Answered.NotYet _ -> "not-yet";
                    case Answered.OtherOrder() -> "other-order";
                };
        Span.note("holdfast.outcome", word);
        LOG.infof(
                "effect %s of %s guild=%s key=%s: %s took=%dus",
                kind, service, order.guild(), order.key(), answered, taken.toNanos() / 1_000);
        metrics.timer("holdfast.gateway.effect", "kind", kind, "outcome", word).record(taken);
    }
}
