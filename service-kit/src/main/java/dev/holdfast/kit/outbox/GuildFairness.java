package dev.holdfast.kit.outbox;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Urgency;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Which guilds' effects are not claimed now, so that one guild's do not keep out all others': those
 * with so many under way that a claim could bring more than their most, and for patient ones those
 * that were told to wait. Bounded by the places. Safe for any thread.
 */
@Singleton
final class GuildFairness {

    private static final int MOST_PATIENT = 8;
    private static final int MOST_URGENT = 16;
    private static final int MOST_HELD = 10_000;
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(2);

    private final LongSupplier nanos;
    private final Map<GuildId, Integer> urgent = new HashMap<>();
    private final Map<GuildId, Integer> patient = new HashMap<>();
    private final Map<GuildId, Long> heldUntil = new HashMap<>();

    @Inject
    GuildFairness() {
        this(System::nanoTime);
    }

    /**
     * Begins with nothing under way.
     *
     * @param nanos a monotonic clock
     */
    GuildFairness(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void began(OutboxClaim claim) {
        underWay(claim.urgency()).merge(claim.guild(), 1, Integer::sum);
    }

    synchronized void ended(OutboxClaim claim) {
        underWay(claim.urgency())
                .computeIfPresent(claim.guild(), (_, many) -> many == 1 ? null : many - 1);
    }

    /**
     * Discord or the gateway limits the guild: what is patient there need not ask meanwhile. For
     * two seconds at most, since it may be one channel only that is limited.
     */
    synchronized void hold(OutboxClaim claim, Duration pause) {
        if (claim.urgency() == Urgency.PATIENT
                && pause.isPositive()
                && heldUntil.size() < MOST_HELD) {
            var longest = LONGEST_HOLD.compareTo(pause) < 0 ? LONGEST_HOLD : pause;
            heldUntil.merge(claim.guild(), nanos.getAsLong() + longest.toNanos(), Math::max);
        }
    }

    /** Whose effects are not claimed now. */
    synchronized Set<GuildId> without(Urgency urgency) {
        var busy = new HashSet<GuildId>();
        underWay(urgency)
                .forEach((guild, many) -> {
                    if (many + atATime(urgency) > most(urgency)) {
                        busy.add(guild);
                    }
                });
        if (urgency == Urgency.PATIENT) {
            var now = nanos.getAsLong();
            heldUntil.values().removeIf(until -> until - now <= 0);
            busy.addAll(heldUntil.keySet());
        }
        return busy;
    }

    /** How many are claimed at a time: perhaps all of one guild that is not left out. */
    static int atATime(Urgency urgency) {
        return most(urgency) / 2;
    }

    /** How many of one guild may be under way. */
    private static int most(Urgency urgency) {
        return switch (urgency) {
            case URGENT -> MOST_URGENT;
            case PATIENT -> MOST_PATIENT;
        };
    }

    private Map<GuildId, Integer> underWay(Urgency urgency) {
        return switch (urgency) {
            case URGENT -> urgent;
            case PATIENT -> patient;
        };
    }
}
