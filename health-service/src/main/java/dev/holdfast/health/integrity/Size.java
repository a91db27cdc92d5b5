package dev.holdfast.health.integrity;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How large something is, and how fast it grows.
 *
 * @param name of a database, {@code economy.account}, or the path of a disk
 * @param bytes that are used, as of the last sample
 * @param limit how many fit; empty where that cannot be seen
 * @param perDay by how many it grew a day in the last month; empty before the third day
 */
public record Size(Kind kind, String name, long bytes, OptionalLong limit, OptionalDouble perDay) {

    /** Of what. */
    public enum Kind {
        DATABASE,
        TABLE,
        DISK
    }

    /** At this pace; empty where it does not grow, or nobody knows where it ends. */
    public OptionalLong daysUntilFull() {
        return limit.isEmpty() || perDay.isEmpty() || perDay.getAsDouble() <= 0
                ? OptionalLong.empty()
                : OptionalLong.of(
                        (long) (Math.max(0, limit.getAsLong() - bytes) / perDay.getAsDouble()));
    }
}
