package dev.holdfast.bench.lock;

import dev.holdfast.bench.load.Load;
import dev.holdfast.bench.load.LoadCall;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.kit.coordination.LocksAlone;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Lock and unlock, the kit's and Redisson's in turn on the same Redis; 32 threads. */
public final class LockBench {

    private static final int THREADS = 32;
    private static final long MANY_KEYS = 1_000_000;
    private static final int WARM_UP = 10_000;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(3);

    private final int warmUp;
    private final int rounds;
    private final Duration round;
    private final PrintStream out;

    LockBench(int warmUp, int rounds, Duration round, PrintStream out) {
        this.warmUp = warmUp;
        this.rounds = rounds;
        this.round = round;
        this.out = out;
    }

    /** How many times as often as Redisson, as the median of the rounds. */
    record Ratios(double manyKeys, double oneKey) {}

    /** Takes about two minutes. */
    public static void measure(PrintStream out) throws Exception {
        var ratios = new LockBench(WARM_UP, ROUNDS, ROUND, out).run();
        out.printf(
                "many keys %.2f times Redisson, one key %.2f times%n",
                ratios.manyKeys(), ratios.oneKey());
    }

    Ratios run() throws Exception {
        try (var server = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
                var ours = new LocksAlone(server.url());
                var redisson = new Redissons(server.url())) {
            var many =
                    new Sides(id -> ours.under(id, () -> {}), id -> redisson.under(id, () -> {}));
            var manyKeys =
                    compare(
                            "many keys",
                            many,
                            () -> ThreadLocalRandom.current().nextLong(MANY_KEYS));
            var guarded = new Guarded();
            var one =
                    new Sides(
                            id -> ours.under(id, guarded::enter),
                            id -> redisson.under(id, guarded::enter));
            return new Ratios(manyKeys, compare("one key", one, () -> MANY_KEYS));
        }
    }

    private interface Locking {
        void under(long id) throws Exception;
    }

    private record Sides(Locking ours, Locking redisson) {}

    private interface Key {
        long next();
    }

    /** Tells of two at a time. */
    private static final class Guarded {

        private volatile long inside;

        void enter() {
            var me = Thread.currentThread().threadId();
            inside = me;
            Thread.onSpinWait();
            if (inside != me) {
                throw new IllegalStateException("two had the same lock");
            }
        }
    }

    private double compare(String what, Sides sides, Key key) throws Exception {
        try (var ours = load(sides.ours(), key);
                var redisson = load(sides.redisson(), key)) {
            ours.run(warmUp);
            redisson.run(warmUp);
            var ratios = new double[rounds];
            for (var each = 0; each < rounds; each++) {
                var mine = ours.run(round).callsPerSecond();
                var theirs = redisson.run(round).callsPerSecond();
                ratios[each] = mine / theirs;
                out.printf("%-10s %,8.0f/s  Redisson %,8.0f/s%n", what, mine, theirs);
            }
            Arrays.sort(ratios);
            return ratios[rounds / 2];
        }
    }

    private static Load load(Locking locking, Key key) throws Exception {
        LoadCall call = () -> locking.under(key.next());
        return Load.of(THREADS, () -> call);
    }
}
