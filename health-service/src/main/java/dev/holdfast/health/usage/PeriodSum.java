package dev.holdfast.health.usage;

/** What adds up to a period. Not thread-safe. */
final class PeriodSum {

    private final Latency latency = new Latency();
    private Counts counts = Counts.NONE;

    void add(Counts more, Latency itsLatency) {
        counts = counts.plus(more);
        latency.add(itsLatency);
    }

    Counts counts() {
        return counts;
    }

    Latency latency() {
        return latency;
    }
}
