package dev.holdfast.health.usage;

import java.time.Instant;

/**
 * A guild's members on a day.
 *
 * @param active about how many used the bot; under {@link #FEW} nobody is told how many
 */
record MemberDay(Instant day, int joined, int departed, int active) {

    /** So few might be recognised. */
    static final int FEW = 5;

    boolean isFew() {
        return active < FEW;
    }
}
