package dev.holdfast.kit.outbox;

import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.text.UserText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An effect and what goes with it: {@code EffectRequest.effect(new GiveRole(...)).because("bought
 * in the shop").before(deadline).heardBy("shop", purchase)}. It is patient unless a person waits
 * for it ({@link #urgently}).
 *
 * @param reason for Discord's audit log; at most 512 characters, may be empty
 * @param expires from then on it is not done any more; {@code null}: never too late
 * @param listener the name of the {@link EffectListener} that hears the outcome; may be empty
 * @param note what the listener gets back with it, such as an id; at most 2,000 characters
 * @param urgency an urgent one is done before patient ones; those on one target keep their order
 */
public record EffectRequest(
        Effect effect,
        String reason,
        @Nullable Instant expires,
        String listener,
        String note,
        Urgency urgency) {

    private static final int LONGEST_REASON = 512;
    private static final int LONGEST_NOTE = 2_000;

    public EffectRequest {
        if (UserText.length(reason) > LONGEST_REASON || UserText.length(note) > LONGEST_NOTE) {
            throw new IllegalArgumentException(
                    "An effect's reason has at most 512 characters, its note 2,000.");
        }
    }

    public static EffectRequest effect(Effect effect) {
        return new EffectRequest(effect, "", null, "", "", Urgency.PATIENT);
    }

    public EffectRequest because(String why) {
        return new EffectRequest(effect, why, expires, listener, note, urgency);
    }

    public EffectRequest before(Instant deadline) {
        return new EffectRequest(effect, reason, deadline, listener, note, urgency);
    }

    public EffectRequest heardBy(String name, String remember) {
        return new EffectRequest(effect, reason, expires, name, remember, urgency);
    }

    /** A person waits for it. */
    public EffectRequest urgently() {
        return new EffectRequest(effect, reason, expires, listener, note, Urgency.URGENT);
    }

    /**
     * Those of one key are done one after the other. A new message stands behind those of its own
     * urgency only; everything else keeps its place behind what was ordered before.
     */
    String orderKey() {
        return effect.addsMessage() && urgency == Urgency.URGENT
                ? effect.target() + " (urgent)"
                : effect.target();
    }
}
