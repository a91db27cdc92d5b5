package dev.holdfast.bench.snapshot;

import dev.holdfast.bench.machine.JavaService;
import dev.holdfast.bench.machine.Memory;
import dev.holdfast.bench.machine.Meter;
import dev.holdfast.bench.machine.Stage;
import dev.holdfast.bench.snapshot.SnapshotResults.Pay;
import dev.holdfast.bench.snapshot.SnapshotResults.Round;
import dev.holdfast.bench.snapshot.SnapshotResults.Step;
import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * Snapshots and restores beside {@code pg_dump -Fc} and {@code pg_restore -j2}, in turn on the same
 * rows of one server, and payments while snapshots are taken.
 */
public final class SnapshotBench {

    static final String POSTGRES = "PostgreSQL";
    static final String BACKUP = "backup-service";
    static final String PROGRAMS = "its program";

    /** As in compose.yaml and k8s/. */
    private static final List<String> OPTIONS = List.of("-Xmx160m", "-XX:+UseSerialGC");

    private static final int POOL = 16;
    private static final Map<String, String> AS_FAST_AS_IT_GOES =
            Map.of("BACKUP_MEGABYTES_PER_SECOND", "0");
    private static final Pattern RESTORED = Pattern.compile("is restored into .*, (\\d+) ms");

    private final SnapshotPlan plan;
    private final Path root;
    private final Path scratch;
    private final PrintStream out;
    private final Clock clock = Clock.systemUTC();

    SnapshotBench(SnapshotPlan plan, Path root, Path scratch, PrintStream out) {
        this.plan = plan;
        this.root = root;
        this.scratch = scratch;
        this.out = out;
    }

    /** Takes about fifteen minutes, and writes {@code results/snapshot.md} with a picture. */
    public static void measure(Path root, PrintStream out) throws Exception {
        measure(SnapshotPlan.full(), root, root.resolve("testbed/bench/results"), out);
    }

    /** The same with so many rows, into {@code target/results}. */
    public static void measure(Path root, long rows, PrintStream out) throws Exception {
        var folder = root.resolve("testbed/bench/target/results");
        measure(SnapshotPlan.of(rows), root, folder, out);
    }

    private static void measure(SnapshotPlan plan, Path root, Path folder, PrintStream out)
            throws Exception {
        PostgresPrograms.require();
        var bench =
                new SnapshotBench(plan, root, root.resolve("testbed/bench/target/snapshot"), out);
        var before = load();
        var results = bench.run();
        Files.createDirectories(folder);
        var text = SnapshotReport.of(results, bench.clock.instant(), before, load());
        Files.writeString(folder.resolve("snapshot.md"), text);
        var picture = folder.resolve("snapshot.png").toFile();
        ImageIO.write(SnapshotChart.of(results), "png", picture);
        out.print(text);
    }

    SnapshotResults run() throws Exception {
        var settings = EmbeddedPostgresSettings.temporary().by(PostgresPrograms.RELEASE);
        try (var stage = new Stage(root, scratch, settings)) {
            var economy = stage.economy(POOL);
            try (var ledger = new Ledger(stage.postgres(), plan.rows(), plan.guilds())) {
                var books = ledger.books(EmbeddedPostgres.DATABASE);
                out.println(books);
                var archive = new SnapshotFolder(scratch.resolve("archive"));
                var backup =
                        stage.backup(OPTIONS, archive.path(), clock.instant(), AS_FAST_AS_IT_GOES);
                var meter = meter(stage, backup, economy);
                var begun = meter.read();
                Step first;
                var rounds = new ArrayList<Round>();
                try (var door = new BackupClient(backup.port(), clock)) {
                    first = step(door.first(meter, meter.read()));
                    out.println("first " + first);
                    for (var round = 0; round < plan.rounds(); round++) {
                        rounds.add(round(stage, ledger, archive, door, meter));
                        out.println(rounds.getLast());
                    }
                }
                var memory = Memory.peak(backup.pid());
                var busy = meter.read().since(begun).toString();
                backup.close();
                var paid = beside(stage, ledger, archive, economy);
                return new SnapshotResults(
                        books, first, rounds, memory, String.join(" ", OPTIONS), paid, busy);
            }
        }
    }

    /** Payments beside snapshots as they are taken every night. */
    private Pay beside(Stage stage, Ledger ledger, SnapshotFolder archive, JavaService economy)
            throws Exception {
        archive.empty();
        var backup = stage.backup(OPTIONS, archive.path(), clock.instant(), Map.of());
        var meter = meter(stage, backup, economy);
        try (var door = new BackupClient(backup.port(), clock)) {
            var pay = new PayBeside(plan, economy.port(), clock, out);
            return pay.run(ledger, archive, door, meter);
        }
    }

    private static Meter meter(Stage stage, JavaService backup, JavaService economy) {
        return new Meter()
                .watch(POSTGRES, stage.postgres().pid())
                .watch(BACKUP, backup.pid())
                .watch("economy-service", economy.pid())
                .watchPrograms(PROGRAMS);
    }

    private Round round(
            Stage stage, Ledger ledger, SnapshotFolder archive, BackupClient door, Meter meter)
            throws Exception {
        var programs = new PostgresPrograms(stage.postgres(), scratch);
        archive.empty();
        ledger.checkpoint();
        var taken = door.take(meter);
        out.println("snapshot " + step(taken));
        ledger.checkpoint();
        var before = meter.read();
        var dumped = programs.dump();
        var dump =
                new Step(
                        PROGRAMS,
                        seconds(dumped.took()),
                        Files.size(programs.file()),
                        meter.read().since(before));
        out.println("pg_dump " + dump);
        ledger.checkpoint();
        before = meter.read();
        var ended = stage.restore(OPTIONS, archive.path(), clock.instant(), taken.id(), "restored");
        var processor = meter.read().since(before);
        var restore = new Step(PROGRAMS, rebuilt(ended.said()), 0, processor);
        out.println("restore " + restore);
        check(ledger, "restored");
        var pgRestore = pgRestore(ledger, programs, meter);
        out.println("pg_restore " + pgRestore);
        ledger.grow(plan.more());
        ledger.checkpoint();
        var again = door.take(meter);
        return new Round(
                step(taken),
                seconds(taken.verified()),
                dump,
                restore,
                seconds(ended.took()),
                ended.memory(),
                pgRestore,
                taken.rows(),
                taken.plainBytes(),
                step(again));
    }

    private static Step pgRestore(Ledger ledger, PostgresPrograms programs, Meter meter)
            throws SQLException {
        ledger.create("pg_restored");
        ledger.checkpoint();
        var before = meter.read();
        var ended = programs.restore("pg_restored");
        var step = new Step(PROGRAMS, seconds(ended.took()), 0, meter.read().since(before));
        check(ledger, "pg_restored");
        return step;
    }

    /** What was restored is what is there; then it goes. */
    private static void check(Ledger ledger, String database) throws SQLException {
        var there = ledger.books(EmbeddedPostgres.DATABASE);
        var restored = ledger.books(database);
        if (!there.equals(restored)) {
            throw new IllegalStateException(
                    "%s has %s, not %s".formatted(database, restored, there));
        }
        ledger.drop(database);
    }

    private static double rebuilt(String said) {
        var line = RESTORED.matcher(said);
        if (!line.find()) {
            throw new IllegalStateException("nothing was restored:\n" + said);
        }
        return Long.parseLong(line.group(1)) / 1e3;
    }

    private static Step step(BackupClient.Taken taken) {
        return new Step(
                BACKUP, seconds(taken.copied()), taken.writtenBytes(), taken.processorSeconds());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
    }
}
