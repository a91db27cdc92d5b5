package dev.holdfast.bench;

import dev.holdfast.bench.endtoend.Acts;
import dev.holdfast.bench.endtoend.People;
import dev.holdfast.bench.load.Load;
import dev.holdfast.bench.machine.JavaService;
import dev.holdfast.bench.machine.Meter;
import dev.holdfast.bench.machine.Stage;
import dev.holdfast.bench.report.Results.EndToEnd;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Commands from the person's act in the sandbox to the answer in the channel. */
final class EndToEndBench {

    private static final int WARM_UP_SHARE = 20;

    private final Plan plan;
    private final PrintStream out;

    EndToEndBench(Plan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    List<EndToEnd> run(Stage stage, JavaService economy) throws Exception {
        var sandbox = stage.sandbox();
        var people = People.of(sandbox.port());
        var gateway = stage.gateway(sandbox, people.token(), economy);
        var meter =
                new Meter()
                        .watch("sandbox", sandbox.pid())
                        .watch("gateway", gateway.pid())
                        .watch("economy", economy.pid())
                        .watch("PostgreSQL", stage.postgres().pid());
        var acts = new Acts(sandbox.port(), people);
        acts.fundOnceCommandsAreThere();
        var measured = new ArrayList<EndToEnd>();
        for (var command : Acts.Command.values()) {
            try (var warmUp = Load.of(8, () -> acts.caller(command))) {
                warmUp.run(plan.warmUpCalls() / WARM_UP_SHARE);
            }
            for (var inFlight : plan.endToEnd()) {
                try (var load = Load.of(inFlight, () -> acts.caller(command))) {
                    var round = PayBench.measure(load, plan.endToEndRound(), meter);
                    measured.add(new EndToEnd(command.word(), inFlight, round));
                    out.printf(
                            "/%-8s %2d in flight %,6.0f/s  p50 %.1f ms  p99 %.1f ms  %s%n",
                            command.word(),
                            inFlight,
                            round.callsPerSecond(),
                            round.p50Millis(),
                            round.p99Millis(),
                            round.processorSeconds());
                }
            }
        }
        return measured;
    }
}
