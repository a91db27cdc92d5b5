package dev.holdfast.health.usage;

/**
 * What became of commands. A refusal is a success: the command knew why, and said so.
 *
 * @param away their service was not reached
 * @param slow how many of all took longer than {@link Goal#PROMPT}
 */
record Counts(long done, long refused, long failed, long away, long slow) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts plus(Counts more) {
        return new Counts(
                done + more.done,
                refused + more.refused,
                failed + more.failed,
                away + more.away,
                slow + more.slow);
    }

    long all() {
        return successes() + failures();
    }

    long successes() {
        return done + refused;
    }

    long failures() {
        return failed + away;
    }
}
