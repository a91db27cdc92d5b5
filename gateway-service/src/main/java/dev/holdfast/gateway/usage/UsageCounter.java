package dev.holdfast.gateway.usage;

import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongBiFunction;
import org.jboss.logging.Logger;

/**
 * Counts in memory what people do with the bot, minute by minute. Waits for nothing but itself, for
 * microseconds. Finished minutes stay until they are stored, an hour of them at most. Thread-safe.
 */
@Singleton
public final class UsageCounter {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final int MOST_MINUTES = 60;

    private final ToLongBiFunction<UserId, LocalDate> hash;
    private final Clock clock;
    private final Deque<UsageMinute> finished = new ArrayDeque<>();
    private UsageMinute running;
    private DailySketches sketches;

    @Inject
    UsageCounter(DailySalt salt, Clock clock) {
        this(salt::hash, clock);
    }

    /**
     * Begins with nothing counted.
     *
     * @param hash of a member on a day
     */
    UsageCounter(ToLongBiFunction<UserId, LocalDate> hash, Clock clock) {
        this.hash = hash;
        this.clock = clock;
        var now = clock.instant();
        this.running = new UsageMinute(minute(now));
        this.sketches = new DailySketches(day(now));
    }

    /**
     * Somebody used a command.
     *
     * @param guild {@link GuildId#DIRECT}: in direct messages
     * @param taken how long they waited for its answer; empty: that says nothing
     */
    public void ran(
            GuildId guild,
            UserId user,
            CommandPath path,
            CommandOutcome outcome,
            Optional<Duration> taken) {
        var now = clock.instant();
        var entry = MemberSketch.entry(hash.applyAsLong(user, day(now)));
        synchronized (this) {
            turn(now);
            for (var place : places(guild)) {
                running.count(place, path, outcome, taken);
                if (sketches.raise(place, entry)) {
                    running.members(place).ifPresent(count -> count.raise(entry));
                }
            }
        }
    }

    void joined(GuildId guild) {
        members(guild, MemberCount::join);
    }

    void left(GuildId guild) {
        members(guild, MemberCount::leave);
    }

    private synchronized void members(GuildId guild, Consumer<MemberCount> what) {
        turn(clock.instant());
        places(guild).forEach(place -> running.members(place).ifPresent(what));
    }

    /** The minutes that are over and were not {@link #stored}, oldest first. */
    synchronized List<UsageMinute> finished() {
        turn(clock.instant());
        return List.copyOf(finished);
    }

    /** The running minute is over now: nothing more is counted in it. */
    synchronized void finish() {
        if (!running.isEmpty()) {
            keep(running);
            running = new UsageMinute(running.at().plus(1, ChronoUnit.MINUTES));
        }
    }

    synchronized void stored(UsageMinute minute) {
        finished.remove(minute);
    }

    /** A clock that steps back finds the running minute, and no earlier one a second time. */
    private void turn(Instant now) {
        var minute = minute(now);
        if (minute.isAfter(running.at())) {
            keep(running);
            running = new UsageMinute(minute);
            if (!sketches.isOf(day(minute))) {
                sketches = new DailySketches(day(minute));
            }
        }
    }

    private void keep(UsageMinute over) {
        if (over.isEmpty()) {
            return;
        }
        finished.add(over);
        if (finished.size() > MOST_MINUTES) {
            LOG.warnf(
                    "what was counted at %s is lost: it cannot be stored", finished.remove().at());
        }
    }

    private static List<GuildId> places(GuildId guild) {
        return guild.equals(GuildId.DIRECT) ? List.of(guild) : List.of(GuildId.DIRECT, guild);
    }

    private static Instant minute(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
