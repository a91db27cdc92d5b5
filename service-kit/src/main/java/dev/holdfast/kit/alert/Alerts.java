package dev.holdfast.kit.alert;

import dev.holdfast.kit.background.NewDeadLetter;
import dev.holdfast.kit.coordination.AbandonedRun;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.outbox.EffectRefusal;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome.Cause;
import dev.holdfast.kit.protocol.GuildEffect;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Sends alerts and notices to a guild's admins or to the operator. Repeats of an alert within an
 * hour are counted in PostgreSQL and reported as one message after the hour. Thread-safe.
 */
@Singleton
public final class Alerts {

    private static final Logger LOG = Logger.getLogger("holdfast.alert");
    private static final UserId NOBODY = new UserId(0);
    private static final Pattern PERSON = Pattern.compile("<@[0-9]+>");

    private final AlertDeduplicator folding;
    private final Effects effects;
    private final UnitsOfWork units;
    private final MeterRegistry metrics;
    private final Clock clock;

    Alerts(
            AlertDeduplicator folding,
            Effects effects,
            UnitsOfWork units,
            MeterRegistry metrics,
            Clock clock) {
        this.folding = folding;
        this.effects = effects;
        this.units = units;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Tells the admins of the unit's guild once the work is committed: in their notice channel,
     * else the owner directly. Units of work with the same alert wait for each other from here on,
     * so this comes last in them. In direct messages it does nothing.
     */
    public void guild(UnitOfWork work, Alert alert) {
        if (!work.guild().equals(GuildId.DIRECT)) {
            folding.happened(work, alert);
        }
    }

    /**
     * Tells the admins of the unit's guild each time, by a message of the service's own: in their
     * notice channel, else the owner directly.
     *
     * @param text the same in words, for where the message cannot be shown
     * @param content a card without files; each of its controls is shared
     * @param path the command that gets their states, as far as they lead to no other
     */
    public void guild(UnitOfWork work, String text, Content content, CommandPath path) {
        var source = new Effect.Source(path, work.user());
        effects.order(
                work,
                EffectRequest.effect(
                        new AlertEffect.TellAdmins(Alert.cut(text), true, content, source)));
    }

    /**
     * Lets the admins of the unit's guild know what was done: each time, but only where they have a
     * notice channel.
     *
     * @param text cut at 1,400 characters; pings nobody
     */
    public void notice(UnitOfWork work, String text) {
        effects.order(
                work, EffectRequest.effect(new AlertEffect.TellAdmins(Alert.cut(text), false)));
    }

    /**
     * Tells the operator by a line in the log {@code holdfast.alert}, by direct message and webhook
     * (the gateway sends them), and counts it in the metrics, which a monitor can watch. Without
     * the database each is told, by the log only.
     */
    public void operator(Alert alert) {
        metrics.counter("holdfast.alerts", "kind", alert.kind()).increment();
        try {
            var outcome =
                    units.execute(
                            request(),
                            work -> {
                                folding.happened(work, alert);
                                return Reply.whisper("told");
                            });
            if (!(outcome instanceof RequestOutcome.Done)) {
                LOG.error(alert.text());
            }
        } catch (Unavailable | IllegalStateException e) {
            LOG.error(alert.text(), e);
        }
    }

    private Request request() {
        var key = OperationKey.of("alert-%s:%s".formatted(UUID.randomUUID(), clock.instant()));
        return new Request(key, GuildId.DIRECT, NOBODY, "alert", RequestHash.of(key.value()));
    }

    void hear(@Observes NewDeadLetter deadLetter) {
        operator(
                new Alert(
                        deadLetter.table() + ".dead.letter",
                        "",
                        ("Row %d of guild %s in %s failed too often and is not tried any more: %s. Mend the"
                                        + " cause, then have it tried again with holdfastctl dead-letters.")
                                .formatted(
                                        deadLetter.row(),
                                        deadLetter.guild(),
                                        deadLetter.table(),
                                        deadLetter.because())));
    }

    void hear(@Observes AbandonedRun run) {
        operator(
                new Alert(
                        "job.given.up",
                        run.job(),
                        "The job %s for %s failed too often and is not tried any more: %s. Mend the cause; it runs again at its next time."
                                .formatted(run.job(), run.instant(), run.because())));
    }

    /** Two are the same if they say the same, about whomever. */
    void hear(@Observes EffectRefusal refusal) {
        if (concernsAdmins(refusal)) {
            var text = refusal.refused().text();
            var subject = PERSON.matcher(text).replaceAll("");
            guild(refusal.work(), new Alert("effect.refused", subject, text));
        }
    }

    /** Who cannot be reached is not told so by the same way. */
    private static boolean concernsAdmins(EffectRefusal refusal) {
        return switch (refusal.effect()) {
            case AlertEffect.TellAdmins told -> !told.elseOwner();
            case Effect.Tell _,
                    GuildEffect.Leave _,
                    AlertEffect.TellOperators _,
                    AlertEffect.PostAlert _ ->
                    false;
            case Effect.GiveRole _,
                    Effect.TakeRole _,
                    Effect.Rename _,
                    Effect.TimeOut _,
                    Effect.Kick _,
                    Effect.Ban _,
                    Effect.Unban _,
                    Effect.Say _,
                    Effect.Edit _,
                    Effect.Delete _,
                    Effect.React _,
                    GuildEffect.Overwrite _,
                    GuildEffect.PauseInvites _ ->
                    refusal.refused().cause() == Cause.FORBIDDEN;
        };
    }
}
