package dev.holdfast.bench;

import dev.holdfast.bench.burst.BurstBench;
import dev.holdfast.bench.lock.LockBench;
import dev.holdfast.bench.machine.Stage;
import dev.holdfast.bench.picture.PictureBench;
import dev.holdfast.bench.report.Report;
import dev.holdfast.bench.report.Results;
import dev.holdfast.bench.roles.RolesBench;
import dev.holdfast.bench.snapshot.SnapshotBench;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures all that there is to measure and writes it down. */
public final class Bench {

    private Bench() {}

    /**
     * Runs it.
     *
     * @param arguments none, {@code --pay} for the payments alone, {@code --smoke}, {@code --locks}
     *     for locks beside Redisson's, {@code --burst} for many people at once, {@code --roles} for
     *     rules over a million members, {@code --roles 100000} for that over so many and no file,
     *     {@code --role-events} for the last part of that alone, {@code --pictures} for what cards
     *     show, or {@code --snapshot} for snapshots and restores, {@code --snapshot 200000} for
     *     those of so many rows
     */
    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        if (List.of(arguments).equals(List.of("--locks"))) {
            LockBench.measure(System.out);
            return;
        }
        if (List.of(arguments).equals(List.of("--pictures"))) {
            PictureBench.measure(System.out);
            return;
        }
        var root = Path.of(System.getProperty("holdfast.root", ""));
        if (List.of(arguments).equals(List.of("--snapshot"))) {
            SnapshotBench.measure(root, System.out);
            return;
        }
        if (arguments.length == 2 && arguments[0].equals("--snapshot")) {
            SnapshotBench.measure(root, Long.parseLong(arguments[1]), System.out);
            return;
        }
        if (List.of(arguments).equals(List.of("--burst"))) {
            BurstBench.measure(root, System.out);
            return;
        }
        if (List.of(arguments).equals(List.of("--roles"))) {
            RolesBench.measure(root, System.out);
            return;
        }
        if (arguments.length == 2 && arguments[0].equals("--roles")) {
            RolesBench.sweep(root, Integer.parseInt(arguments[1]), System.out);
            return;
        }
        if (List.of(arguments).equals(List.of("--role-events"))) {
            RolesBench.events(root, System.out);
            return;
        }
        var plan = Plan.of(List.of(arguments));
        var folder =
                plan.equals(Plan.full()) ? "testbed/bench/results" : "testbed/bench/target/results";
        var results = run(plan, root, root.resolve("testbed/bench/target/run"), System.out);
        Report.write(results, root.resolve(folder));
        System.out.printf(
                "%s%nREST does %.2f times the floor, and %.2f times for the same processor time. See %s.%n",
                results.proof(), results.ratio(), results.ratioOfWork(), folder);
    }

    static Results run(Plan plan, Path root, Path scratch, PrintStream out) throws Exception {
        var clock = Clock.systemUTC();
        try (var stage = new Stage(root, scratch)) {
            var economy = stage.economy(plan.poolSize());
            var pay = new PayBench(plan, out, clock).run(stage, economy);
            var endToEnd =
                    plan.endToEnd().isEmpty()
                            ? List.<Results.EndToEnd>of()
                            : new EndToEndBench(plan, out).run(stage, economy);
            return new Results(
                    machine(),
                    clock.instant().truncatedTo(ChronoUnit.MINUTES).toString(),
                    String.join(" ", Stage.JAVA_OPTIONS),
                    pay.proof(),
                    pay.rounds(),
                    endToEnd);
        }
    }

    private static String machine() {
        return "%d processors (%s), %s %s, Java %s, PostgreSQL 18 with fsync and synchronous_commit on"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        model(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"));
    }

    private static String model() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException _) { // no /proc: not Linux
            return System.getProperty("os.arch");
        }
    }
}
