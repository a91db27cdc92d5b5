package dev.holdfast.bench.roles;

import dev.holdfast.bench.load.Latencies;
import dev.holdfast.bench.machine.JavaService;
import dev.holdfast.bench.machine.Memory;
import dev.holdfast.bench.machine.Meter;
import dev.holdfast.bench.machine.Stage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** 20 rules over all members of a large guild, and a role event's way to its effect. */
public final class RolesBench {

    private static final long GUILD = 900_000_000_000_000_000L;
    private static final int POOL = 16;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final int WARM_UP = 3_000;
    private static final Duration WHILE_WARMING = Duration.ofMillis(25);

    /** In one guild Discord lets a bot change about one role a second. */
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final List<Integer> crowds;
    private final boolean sweeping;
    private final int events;
    private final Duration between;
    private final PrintStream out;
    private final Clock clock = Clock.systemUTC();

    /**
     * How it is measured.
     *
     * @param crowds so many members, each in a guild and before a process of its own; the last is
     *     where events come to
     * @param sweeping whether all rules are held against all members before
     */
    RolesBench(
            List<Integer> crowds, boolean sweeping, int events, Duration between, PrintStream out) {
        this.crowds = crowds;
        this.sweeping = sweeping;
        this.events = events;
        this.between = between;
        this.out = out;
    }

    /** What came out. */
    record Results(List<Sweep> sweeps, int eventsPerSecond, Latencies latencies, String busy) {}

    /**
     * All rules over all members.
     *
     * @param memory the service's peak in MiB
     * @param busy who took how much of the processor
     */
    record Sweep(int members, Duration looked, long claims, long memory, String busy) {}

    /** Takes a few minutes, and writes {@code results/roles.md}. */
    public static void measure(Path root, PrintStream out) throws Exception {
        var bench = new RolesBench(List.of(100_000, 1_000_000), true, 1_000, BETWEEN, out);
        var before = load();
        var results = bench.run(root, root.resolve("testbed/bench/target/roles"));
        var text = RolesReport.of(results, bench.clock.instant(), before, load());
        Files.writeString(root.resolve("testbed/bench/results/roles.md"), text);
        out.print(text);
        RolesBounds.check(results);
    }

    /** The rules over so many members alone, to compare the processor time of two builds. */
    public static void sweep(Path root, int members, PrintStream out) throws Exception {
        var before = load();
        var bench = new RolesBench(List.of(members), true, 0, BETWEEN, out);
        var results = bench.run(root, root.resolve("testbed/bench/target/roles"));
        out.println("Load average %s before and %s after.".formatted(before, load()));
        RolesBounds.check(results);
    }

    /** Takes a minute: the events alone, in a guild of few members. */
    public static void events(Path root, PrintStream out) throws Exception {
        var bench = new RolesBench(List.of(20_000), false, 1_000, BETWEEN, out);
        var before = load();
        var results = bench.run(root, root.resolve("testbed/bench/target/roles"));
        out.print(RolesReport.latencies(results));
        out.println("Load average %s before and %s after.".formatted(before, load()));
        RolesBounds.check(results);
    }

    Results run(Path root, Path scratch) throws Exception {
        var sweeps = new ArrayList<Sweep>();
        try (var stage = new Stage(root, scratch);
                var gateway = new GatewayStandIn()) {
            for (var number = 0; number < crowds.size(); number++) {
                var roles = stage.roles(POOL, gateway.url());
                var guild = GUILD + number;
                var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
                try (var crowd = new Crowd(stage.postgres(), guild, crowds.get(number), now)) {
                    if (sweeping) {
                        sweeps.add(sweep(stage, roles, crowd, crowds.get(number)));
                    }
                    if (number == crowds.size() - 1) {
                        var post = new RoleEventLoad(roles.port(), guild, crowd, gateway, clock);
                        return events(post, meter(stage, roles), sweeps);
                    }
                }
                roles.close();
            }
        }
        throw new IllegalStateException("there was no crowd");
    }

    /** Some before, so that the compiler is done. */
    private Results events(RoleEventLoad post, Meter meter, List<Sweep> sweeps)
            throws IOException, InterruptedException {
        var warmUp = events == 0 ? 0 : WARM_UP;
        var _ = post.post(0, warmUp, WHILE_WARMING);
        var before = meter.read();
        var latencies = post.post(warmUp, events, between);
        return new Results(sweeps, perSecond(), latencies, meter.read().since(before).toString());
    }

    private static Meter meter(Stage stage, JavaService roles) {
        return new Meter()
                .watch("roles-service", roles.pid())
                .watch("PostgreSQL", stage.postgres().pid());
    }

    private Sweep sweep(Stage stage, JavaService roles, Crowd crowd, int members) throws Exception {
        var meter = meter(stage, roles);
        var before = meter.read();
        var begun = System.nanoTime();
        crowd.startJobs();
        var looked = Duration.ZERO;
        while (looked.isZero()) {
            LockSupport.parkNanos(LOOK.toNanos());
            var since = Duration.ofNanos(System.nanoTime() - begun);
            if (crowd.progress().looking() == 0) {
                looked = since;
            } else if (since.compareTo(LONGEST) > 0) {
                throw new IllegalStateException("too slow: " + crowd.progress());
            }
        }
        var busy = meter.read().since(before);
        var sweep =
                new Sweep(
                        members, looked, crowd.claims(), Memory.peak(roles.pid()), busy.toString());
        out.println(sweep);
        return sweep;
    }

    private int perSecond() {
        return (int) Duration.ofSeconds(1).dividedBy(between);
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
    }
}
