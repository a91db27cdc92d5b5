package dev.holdfast.gateway.usage;

import dev.holdfast.kit.protocol.GuildId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Each guild's active members of one day, so that each is sent once. Not thread-safe. */
final class DailySketches {

    private static final int MOST = 20_000;

    private final LocalDate day;
    private final Map<GuildId, MemberSketch> sketches = new HashMap<>();

    DailySketches(LocalDate day) {
        this.day = day;
    }

    boolean isOf(LocalDate other) {
        return day.equals(other);
    }

    /** Whether it is news; not so where there is no room for another guild. */
    boolean raise(GuildId guild, char entry) {
        return (sketches.size() < MOST || sketches.containsKey(guild))
                && sketches.computeIfAbsent(guild, _ -> new MemberSketch()).raise(entry);
    }
}
