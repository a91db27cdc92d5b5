package dev.holdfast.kit.alert;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.observe.Secrets;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.timer.CatchUp;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.TimerHandler;
import dev.holdfast.kit.timer.Timers;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * Tells the first of a thing at once, counts its repeats for an hour, and then tells their number
 * if there were any. In guild 0 it is the operator who is told. Safe for any thread.
 */
@Singleton
record AlertDeduplicator(Timers timers, Effects effects, Secrets secrets) implements TimerHandler {

    private static final Logger LOG = Logger.getLogger("holdfast.alert");
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final String NAME = "alert";

    /** What no gateway took for so long is in the log. */
    private static final Duration STALE = Duration.ofDays(1);

    private static final Texts TEXTS = Texts.of("kit");

    void happened(UnitOfWork work, Alert alert) {
        var fingerprint = alert.fingerprint();
        if (AlertStore.count(work, fingerprint) == 0) {
            var end = work.now().plus(WINDOW);
            timers.schedule(work, new Timer(NAME, fingerprint, end, 0, alert.text()));
            tell(work, alert.text());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CatchUp catchUp(Timer timer) {
        return new CatchUp.Always();
    }

    /** Nothing but the timer itself ends what it ends. */
    @Override
    public OptionalLong generation(String subject, UnitOfWork work) {
        return OptionalLong.of(0);
    }

    @Override
    public void run(DueTimer firing, UnitOfWork work) {
        var repeats = AlertStore.end(work, firing.timer().subject());
        if (repeats.more() > 0) {
            var text = firing.timer().payload();
            tell(work, TEXTS.english("alert.more", text, repeats.more(), since(work, repeats)));
        }
    }

    /** Discord shows everybody their own time of day. */
    private static String since(UnitOfWork work, AlertStore.Repeats repeats) {
        return isOperators(work)
                ? repeats.since().toString()
                : "<t:%d:t>".formatted(repeats.since().getEpochSecond());
    }

    private static boolean isOperators(UnitOfWork work) {
        return work.guild().equals(GuildId.DIRECT);
    }

    /** It leaves the house, and may quote what failed. */
    private void tell(UnitOfWork work, String alert) {
        var text = secrets.hidden(alert);
        if (isOperators(work)) {
            LOG.error(text);
            effects.order(
                    work,
                    EffectRequest.effect(new AlertEffect.TellOperators(text))
                            .before(work.now().plus(STALE)));
        } else {
            effects.order(work, EffectRequest.effect(new AlertEffect.TellAdmins(text, true)));
        }
    }
}
