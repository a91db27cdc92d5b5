package dev.holdfast.bench.snapshot;

import dev.holdfast.bench.snapshot.SnapshotResults.PayRound;
import dev.holdfast.bench.snapshot.SnapshotResults.Round;
import dev.holdfast.bench.snapshot.SnapshotResults.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Writes down what came out, as a page. */
final class SnapshotReport {

    private static final double MEGA = 1e6;

    private final SnapshotResults results;

    private SnapshotReport(SnapshotResults results) {
        this.results = results;
    }

    static String of(SnapshotResults results, Instant at, String before, String after) {
        var report = new SnapshotReport(results);
        var books = results.books();
        return """
        <!-- Written by testbed/bench/run --snapshot, %s; load average %s before and %s after, on %d processors. -->
        %,d transfers and %,d accounts in %,d guilds; %,.0f MB as tuples. backup-service: `%s`.

        %s
        %s
        Round by round: %s.

        %s
        Processor seconds of everybody during the rounds: %s.
        """
                .formatted(
                        at,
                        before,
                        after,
                        Runtime.getRuntime().availableProcessors(),
                        books.transfers(),
                        books.accounts(),
                        books.guilds(),
                        results.rounds().getFirst().plainBytes() / MEGA,
                        results.javaOptions(),
                        report.bounds(),
                        report.sides(),
                        report.rounds(),
                        report.payments(),
                        results.busy());
    }

    private String bounds() {
        var restoreMemory =
                results.rounds().stream().mapToLong(Round::restoreMemory).max().orElse(0);
        return """
        | | bound | measured |
        |---|---|---|
        | snapshot, encrypted, COPIED, beside `pg_dump -Fc` | 2 × as fast | %.2f × |
        | its bytes beside `pg_dump -Fc`'s | fewer | %.0f %% |
        | verified restore beside `pg_restore -j2` | no slower | %.2f × |
        | the snapshot after 1%% more rows: its bytes beside a full one's | 10 %% | %.1f %% |
        | peak of backup-service (VmHWM); of the process that restores | 400 MB | %d MB; %d MB |
        | `/pay` p99 at 30%% load beside snapshots, and without | 2 × | %.2f × |
        """
                .formatted(
                        results.median(Round::ratioOfSnapshots),
                        results.median(
                                round -> 100.0 * round.snapshot().bytes() / round.dump().bytes()),
                        results.median(Round::ratioOfRestores),
                        100 * results.median(Round::shareAgain),
                        megabytes(results.memory()),
                        megabytes(restoreMemory),
                        results.medianOfPay(PayRound::ratio));
    }

    private static long megabytes(long mebibytes) {
        return Math.round(mebibytes * (1 << 20) / MEGA);
    }

    private String sides() {
        return """
        | median of %d | seconds | MB | processor seconds: program | PostgreSQL |
        |---|---|---|---|---|
        | the first after a start of the process | %.1f | %.1f | %s |
        %s%s%s%s%s\
        | until it is verified as well | %.1f | | | |
        | the whole process that restores, with its start, `ANALYZE` and the switch | %.1f | | | |
        """
                .formatted(
                        results.rounds().size(),
                        results.first().seconds(),
                        results.first().bytes() / MEGA,
                        processors(List.of(results.first())),
                        row("snapshot", Round::snapshot),
                        row("`pg_dump -Fc`", Round::dump),
                        row("snapshot after 1% more rows", Round::again),
                        row("verified restore", Round::restore),
                        row("`pg_restore -j2`", Round::pgRestore),
                        results.median(Round::verified),
                        results.median(Round::restoring));
    }

    private String row(String what, Function<Round, Step> of) {
        return "| %s | %.1f | %s | %s |\n"
                .formatted(
                        what,
                        results.median(round -> of.apply(round).seconds()),
                        bytes(results.median(round -> of.apply(round).bytes())),
                        processors(results.rounds().stream().map(of).toList()));
    }

    private static String bytes(double bytes) {
        return bytes == 0 ? "" : "%.1f".formatted(bytes / MEGA);
    }

    private static String processors(List<Step> steps) {
        return "%.1f | %.1f"
                .formatted(
                        median(steps, Step::programSeconds), median(steps, Step::postgresSeconds));
    }

    private static double of(Map<String, Double> seconds, String who) {
        return seconds.getOrDefault(who, 0.0);
    }

    private static double median(List<Step> steps, ToDoubleFunction<Step> of) {
        return SnapshotResults.middle(steps.stream().mapToDouble(of).sorted().toArray());
    }

    private String rounds() {
        return results.rounds().stream()
                .map(round ->
                        "snapshot %.1f s and `pg_dump` %.1f s (%.2f ×), restore %.1f s and `pg_restore` %.1f s (%.2f ×), others %.1f processor seconds"
                                .formatted(
                                        round.snapshot().seconds(),
                                        round.dump().seconds(),
                                        round.ratioOfSnapshots(),
                                        round.restore().seconds(),
                                        round.pgRestore().seconds(),
                                        round.ratioOfRestores(),
                                        others(round)))
                .collect(Collectors.joining("; "));
    }

    private static double others(Round round) {
        return List.of(round.snapshot(), round.dump(), round.restore(), round.pgRestore()).stream()
                .mapToDouble(step -> of(step.processorSeconds(), "others on this machine"))
                .sum();
    }

    private String payments() {
        var pay = results.pay();
        var text = new StringBuilder();
        text.append(
                """
                `/pay` by REST, %.0f a second (30%% of %.0f), one full snapshot after the other beside it, at the 8 MB of rows a second that are the default:

                | p50, p99 without ms | p50, p99 beside ms | p99 | snapshots | processor seconds beside |
                |---|---|---|---|---|
                """
                        .formatted(pay.rate(), pay.most()));
        for (var round : pay.rounds()) {
            text.append(
                    "| %.1f, %.1f | %.1f, %.1f | %.2f × | %d | %s |\n"
                            .formatted(
                                    round.p50Alone(),
                                    round.p99Alone(),
                                    round.p50Beside(),
                                    round.p99Beside(),
                                    round.ratio(),
                                    round.snapshots(),
                                    round.processorSeconds()));
        }
        return text.toString();
    }
}
