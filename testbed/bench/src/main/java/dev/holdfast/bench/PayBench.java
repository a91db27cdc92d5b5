package dev.holdfast.bench;

import dev.holdfast.bench.load.Load;
import dev.holdfast.bench.machine.JavaService;
import dev.holdfast.bench.machine.Meter;
import dev.holdfast.bench.machine.Stage;
import dev.holdfast.bench.pay.Books;
import dev.holdfast.bench.pay.Floor;
import dev.holdfast.bench.pay.PayMembers;
import dev.holdfast.bench.pay.PayOverRest;
import dev.holdfast.bench.report.Measured;
import dev.holdfast.bench.report.Results;
import dev.holdfast.embedded.EmbeddedPostgres;
import java.io.PrintStream;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The same payment as plain SQL and over REST, in turn on the same PostgreSQL. */
final class PayBench {

    private static final int PLENTY = 1_000_000;

    private final Plan plan;
    private final PrintStream out;
    private final PayMembers members;
    private final Clock clock;

    /** What came out, and what the books said. */
    record Outcome(Map<String, List<Measured>> rounds, String proof) {}

    PayBench(Plan plan, PrintStream out, Clock clock) {
        this.plan = plan;
        this.out = out;
        this.members = new PayMembers(clock);
        this.clock = clock;
    }

    Outcome run(Stage stage, JavaService economy) throws Exception {
        var postgres = stage.postgres();
        var meter = new Meter().watch("PostgreSQL", postgres.pid()).watch("economy", economy.pid());
        try (var admin =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password());
                var floor = Floor.make(postgres, plan.poolSize(), clock)) {
            var rest = new PayOverRest(economy.port(), members);
            rest.fund(PayMembers.GUILD, PLENTY);
            for (var guild = 1; guild <= plan.inFlight(); guild++) {
                rest.fund(PayMembers.GUILD + guild, PLENTY);
            }
            var sides = sides(floor, rest);
            try {
                return measure(sides, meter, new Books(admin));
            } finally {
                sides.values().forEach(Load::close);
            }
        }
    }

    private Map<String, Load> sides(Floor floor, PayOverRest rest) throws Exception {
        var one = PayMembers.GUILD;
        var guild = new AtomicLong(one);
        var sides = new LinkedHashMap<String, Load>();
        sides.put(Results.FLOOR, load(() -> floor.caller(members::next)));
        sides.put(Results.REST, load(() -> rest.caller(one, members::next)));
        sides.put(Results.APART, load(() -> rest.caller(guild.incrementAndGet(), members::next)));
        sides.put(Results.HOT_FLOOR, load(() -> floor.caller(members::nextToTheFirst)));
        sides.put(Results.HOT, load(() -> rest.caller(one, members::nextToTheFirst)));
        return sides;
    }

    private Load load(Load.Maker maker) throws Exception {
        return Load.of(plan.inFlight(), maker);
    }

    private Outcome measure(Map<String, Load> sides, Meter meter, Books books) throws Exception {
        var made = new LinkedHashMap<String, Integer>();
        var rounds = new LinkedHashMap<String, List<Measured>>();
        for (var side : sides.entrySet()) {
            made.put(side.getKey(), side.getValue().run(plan.warmUpCalls()).calls());
            rounds.put(side.getKey(), new ArrayList<>());
        }
        for (var round = 0; round < plan.rounds(); round++) {
            for (var side : sides.entrySet()) {
                books.settle();
                var measured = measure(side.getValue(), plan.round(), meter);
                made.merge(side.getKey(), measured.calls(), Integer::sum);
                rounds.getOrDefault(side.getKey(), new ArrayList<>()).add(measured);
                say(side.getKey(), measured);
            }
        }
        var proof =
                books.prove(
                        sum(made, Results.REST, Results.APART, Results.HOT),
                        sum(made, Results.FLOOR, Results.HOT_FLOOR));
        return new Outcome(rounds, proof);
    }

    private static int sum(Map<String, Integer> made, String... sides) {
        return Stream.of(sides).mapToInt(side -> made.getOrDefault(side, 0)).sum();
    }

    private void say(String what, Measured measured) {
        out.printf(
                "%-22s %,6.0f/s  p50 %.1f ms  p99 %.1f ms  %.0f µs a call  %s%n",
                what,
                measured.callsPerSecond(),
                measured.p50Millis(),
                measured.p99Millis(),
                measured.microsACall(),
                measured.processorSeconds());
    }

    static Measured measure(Load load, Duration length, Meter meter) throws InterruptedException {
        var before = meter.read();
        var latencies = load.run(length);
        return Measured.of(latencies, meter.read().since(before));
    }
}
