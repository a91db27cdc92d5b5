package dev.holdfast.gateway.effect;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What came of wanting to carry an order out. */
sealed interface EffectClaim {

    /**
     * It is ours for a while, and nobody else tries.
     *
     * @param attempt counts from 1; whoever took it over has a higher one
     * @param now business time
     * @param doubt since when an earlier attempt may have arrived at Discord; empty: none did
     * @param channel where admins are told; the same one for as long as there is a doubt
     */
    record Ours(
            String service,
            EffectOrder order,
            int attempt,
            Instant now,
            Optional<Instant> doubt,
            Optional<ChannelId> channel,
            Urgency urgency)
            implements EffectClaim {

        /** The same order, said to a certain channel or person; its nonce is the same. */
        Ours as(Effect effect) {
            var certain =
                    new EffectOrder(
                            order.key(),
                            order.guild(),
                            effect,
                            order.reason(),
                            order.expires(),
                            order.firstSent());
            return new Ours(service, certain, attempt, now, doubt, channel, urgency);
        }

        boolean isExpired() {
            return order.expires() != null && !order.expires().isAfter(now);
        }

        /** How much longer it may be begun; without end where it never is too late. */
        Duration untilExpiry(Duration atMost) {
            if (order.expires() == null) {
                return atMost;
            }
            var left = Duration.between(now, order.expires());
            return left.compareTo(atMost) < 0 ? left : atMost;
        }
    }

    /** It was carried out, or found impossible, before. */
    record Settled(EffectOutcome outcome) implements EffectClaim {}

    /** Somebody else carries it out at this moment. */
    record Busy() implements EffectClaim {}

    /** The key is that of another order. */
    record OtherOrder() implements EffectClaim {}
}
