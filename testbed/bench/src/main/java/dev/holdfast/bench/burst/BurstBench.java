package dev.holdfast.bench.burst;

import dev.holdfast.bench.endtoend.Acts;
import dev.holdfast.bench.endtoend.People;
import dev.holdfast.bench.load.HttpConnection;
import dev.holdfast.bench.load.Load;
import dev.holdfast.bench.machine.Meter;
import dev.holdfast.bench.machine.Stage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Commands at a fixed rate, and many at once, with 50 ms between gateway and Discord. */
public final class BurstBench {

    private static final int POOL = 16;
    private static final int WARM_UP_CALLERS = 16;
    private static final Duration DISTANCE = Duration.ofMillis(50);
    private static final int A_SECOND = 200;

    private final int warmUp;
    private final Duration steady;
    private final int burst;
    private final PrintStream out;

    BurstBench(int warmUp, Duration steady, int burst, PrintStream out) {
        this.warmUp = warmUp;
        this.steady = steady;
        this.burst = burst;
        this.out = out;
    }

    /** Takes about two minutes, and writes {@code results/burst.md}. */
    public static void measure(Path root, PrintStream out) throws Exception {
        var bench = new BurstBench(10_000, Duration.ofSeconds(20), 2_000, out);
        var results = bench.run(root, root.resolve("testbed/bench/target/burst"));
        var clock = Clock.systemUTC();
        Files.writeString(
                root.resolve("testbed/bench/results/burst.md"),
                "<!-- Written by testbed/bench/run --burst, %s. -->%n%s"
                        .formatted(clock.instant(), table(results)));
    }

    List<BurstResult> run(Path root, Path scratch) throws Exception {
        try (var stage = new Stage(root, scratch)) {
            var economy = stage.economy(POOL);
            var sandbox = stage.sandbox();
            var people = People.of(sandbox.port());
            var gateway = stage.gateway(sandbox, people.token(), economy);
            var acts = new Acts(sandbox.port(), people);
            acts.fundOnceCommandsAreThere();
            warmUp(acts);
            keepDistance(sandbox.port());
            var meter =
                    new Meter()
                            .watch("sandbox", sandbox.pid())
                            .watch("gateway", gateway.pid())
                            .watch("economy", economy.pid())
                            .watch("PostgreSQL", stage.postgres().pid())
                            .watch("Redis", stage.redis().pid());
            var arrivals = new BurstArrivals(acts, Clock.systemUTC());
            var reading = new BurstReading(sandbox.port());
            var results = new ArrayList<BurstResult>();
            var steadily = Math.toIntExact(steady.toSeconds() * A_SECOND);
            for (var command : Acts.Command.values()) {
                var between = Duration.ofSeconds(1).dividedBy(A_SECOND);
                var what = "`/%s`, %d a second".formatted(command.word(), A_SECOND);
                results.add(measure(what, command, steadily, between, arrivals, reading, meter));
            }
            for (var command : Acts.Command.values()) {
                var what = "`/%s`, %,d at once".formatted(command.word(), burst);
                results.add(measure(what, command, burst, Duration.ZERO, arrivals, reading, meter));
            }
            return results;
        }
    }

    private void warmUp(Acts acts) throws Exception {
        for (var command : Acts.Command.values()) {
            try (var load = Load.of(WARM_UP_CALLERS, () -> acts.caller(command))) {
                load.run(warmUp);
            }
        }
    }

    private static void keepDistance(int sandboxPort) throws IOException {
        var order = "{\"delayMillis\":%d}".formatted(DISTANCE.toMillis());
        var request =
                "POST /sandbox/faults HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(order.length(), order);
        try (var connection = new HttpConnection(sandboxPort)) {
            var came = connection.exchange(request.getBytes(StandardCharsets.US_ASCII));
            if (came.status() != 200) {
                throw new IOException("no distance is kept: " + came);
            }
        }
    }

    private BurstResult measure(
            String what,
            Acts.Command command,
            int count,
            Duration interval,
            BurstArrivals arrivals,
            BurstReading reading,
            Meter meter)
            throws Exception {
        var before = meter.read();
        var came = arrivals.of(command, count, interval);
        var seen = reading.of(command, came);
        var result = new BurstResult(what, seen, meter.read().since(before));
        out.println(result.row());
        return result;
    }

    private static String table(List<BurstResult> results) {
        var text = new StringBuilder(BurstResult.HEAD);
        results.forEach(result -> text.append(result.row()).append('\n'));
        return text.toString();
    }
}
