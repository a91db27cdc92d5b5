package dev.holdfast.bench.snapshot;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What came out.
 *
 * @param first the snapshot that a process takes right after its start
 * @param memory the peak of backup-service in MiB
 */
record SnapshotResults(
        Ledger.Books books,
        Step first,
        List<Round> rounds,
        long memory,
        String javaOptions,
        Pay pay,
        String busy) {

    /**
     * One side of a round.
     *
     * @param program whose processor seconds count, beside PostgreSQL's
     * @param bytes written
     * @param processorSeconds by process
     */
    record Step(String program, double seconds, long bytes, Map<String, Double> processorSeconds) {

        double programSeconds() {
            return processorSeconds.getOrDefault(program, 0.0);
        }

        double postgresSeconds() {
            return processorSeconds.getOrDefault(SnapshotBench.POSTGRES, 0.0);
        }
    }

    /**
     * Each side once, on the same rows.
     *
     * @param verified seconds from the snapshot's beginning until it was read whole
     * @param restoring seconds of the process that restores, with its start and its end
     * @param restoreMemory its peak in MiB
     * @param plainBytes of all rows
     * @param again the snapshot after 1% more rows
     */
    record Round(
            Step snapshot,
            double verified,
            Step dump,
            Step restore,
            double restoring,
            long restoreMemory,
            Step pgRestore,
            long rows,
            long plainBytes,
            Step again) {

        double ratioOfSnapshots() {
            return dump.seconds() / snapshot.seconds();
        }

        double ratioOfRestores() {
            return pgRestore.seconds() / restore.seconds();
        }

        double shareAgain() {
            return (double) again.bytes() / snapshot.bytes();
        }
    }

    /**
     * Payments at a fixed rate.
     *
     * @param most a second, as fast as the callers can
     * @param rate a second while it was measured
     */
    record Pay(double most, double rate, List<PayRound> rounds) {}

    /** Milliseconds, without a snapshot and while snapshots are taken. */
    record PayRound(
            double p50Alone,
            double p99Alone,
            double p50Beside,
            double p99Beside,
            int snapshots,
            Map<String, Double> processorSeconds) {

        double ratio() {
            return p99Beside / p99Alone;
        }
    }

    double median(ToDoubleFunction<Round> of) {
        return middle(rounds.stream().mapToDouble(of).sorted().toArray());
    }

    double medianOfPay(ToDoubleFunction<PayRound> of) {
        return middle(pay.rounds().stream().mapToDouble(of).sorted().toArray());
    }

    /** Of an even number the mean of the two in the middle. */
    static double middle(double[] sorted) {
        return sorted.length == 0
                ? Double.NaN
                : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
