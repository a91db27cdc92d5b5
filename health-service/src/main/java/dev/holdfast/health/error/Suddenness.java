package dev.holdfast.health.error;

/**
 * How often an error happens now, and how often before.
 *
 * @param now in the hour that has begun
 * @param before in the 24 hours before it
 */
record Suddenness(long now, long before) {

    private static final int FEWEST = 20;
    private static final int TENFOLD = 10;
    private static final int HOURS = 24;

    /** Ten times as often as in an average hour of the day before, and more than a few. */
    boolean isSudden() {
        return now >= FEWEST && now * HOURS >= before * TENFOLD;
    }
}
