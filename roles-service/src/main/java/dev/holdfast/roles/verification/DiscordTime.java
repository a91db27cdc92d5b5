package dev.holdfast.roles.verification;

import java.time.Instant;

/** Instants as Discord shows them to each reader. */
final class DiscordTime {

    private DiscordTime() {}

    /** Such as “in 3 hours”. */
    static String relative(Instant instant) {
        return "<t:%d:R>".formatted(instant.getEpochSecond());
    }

    /** Such as “30 November 2026 at 01:05 (in 3 hours)”. */
    static String dated(Instant instant) {
        return "<t:%1$d:f> (<t:%1$d:R>)".formatted(instant.getEpochSecond());
    }
}
