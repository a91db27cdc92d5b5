package dev.holdfast.bench.snapshot;

import dev.holdfast.bench.load.Latencies;
import dev.holdfast.bench.load.Load;
import dev.holdfast.bench.load.SteadyLoad;
import dev.holdfast.bench.machine.Meter;
import dev.holdfast.bench.pay.PayMembers;
import dev.holdfast.bench.pay.PayOverRest;
import dev.holdfast.bench.snapshot.SnapshotResults.Pay;
import dev.holdfast.bench.snapshot.SnapshotResults.PayRound;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * {@code /pay} at 30% of the most that economy-service does, without and with snapshots beside it,
 * in turn.
 */
final class PayBeside {

    private static final int CALLERS = 32;
    private static final int PLENTY = 1_000_000;
    private static final double SHARE = 0.3;
    private static final double MEDIAN = 0.5;
    private static final double ALMOST_ALL = 0.99;

    private final SnapshotPlan plan;
    private final PayOverRest rest;
    private final PayMembers members;
    private final PrintStream out;

    PayBeside(SnapshotPlan plan, int port, Clock clock, PrintStream out) {
        this.plan = plan;
        this.members = new PayMembers(clock);
        this.rest = new PayOverRest(port, members);
        this.out = out;
    }

    Pay run(Ledger ledger, SnapshotFolder archive, BackupClient door, Meter meter)
            throws Exception {
        rest.fund(PayMembers.GUILD, PLENTY);
        double most;
        try (var load = Load.of(CALLERS, () -> rest.caller(PayMembers.GUILD, members::next))) {
            load.run(plan.warmUp());
            most = load.run(plan.payments().dividedBy(3)).callsPerSecond();
        }
        var rate = most * SHARE;
        out.printf("%.0f payments a second at most, %.0f from now on%n", most, rate);
        var rounds = new ArrayList<PayRound>();
        try (var steady =
                new SteadyLoad(CALLERS, () -> rest.caller(PayMembers.GUILD, members::next))) {
            for (var round = 0; round < plan.rounds(); round++) {
                ledger.checkpoint();
                var alone = steady.run(rate, plan.payments());
                ledger.checkpoint();
                var before = meter.read();
                rounds.add(beside(steady, rate, alone, archive, door, meter, before));
                out.println(rounds.getLast());
            }
        }
        return new Pay(most, rate, rounds);
    }

    /** One snapshot after the other, each a full one, for as long as the payments take. */
    private PayRound beside(
            SteadyLoad steady,
            double rate,
            Latencies alone,
            SnapshotFolder archive,
            BackupClient door,
            Meter meter,
            Meter.Reading before)
            throws Exception {
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<Latencies> paying = threads.submit(() -> steady.run(rate, plan.payments()));
            var snapshots = 0;
            while (!paying.isDone()) {
                archive.empty();
                var _ = door.take(meter);
                snapshots++;
            }
            var beside = paying.get();
            return new PayRound(
                    alone.millisWithin(MEDIAN),
                    alone.millisWithin(ALMOST_ALL),
                    beside.millisWithin(MEDIAN),
                    beside.millisWithin(ALMOST_ALL),
                    snapshots,
                    meter.read().since(before));
        }
    }
}
