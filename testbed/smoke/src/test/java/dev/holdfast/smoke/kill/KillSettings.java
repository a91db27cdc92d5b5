package dev.holdfast.smoke.kill;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How the kill test is run.
 *
 * @param seed decides who pays whom, how much, how it is delivered, and which faults come when
 * @param payments how many in all
 * @param paymentsPerFault how many are let go into each fault
 * @param concurrency how many are under way at once, each of them sent twice
 * @param root the repository, with the packaged services in it
 */
record KillSettings(
        long seed, int payments, int paymentsPerFault, int concurrency, int members, Path root) {

    private static final int SHORT_FORM = 1_500;
    private static final int PER_FAULT = 125;
    private static final int CONCURRENCY = 32;
    private static final int MEMBERS = 50;
    private static final int SEEDS = 1_000_000_000;

    /** As {@code -Dkill.seed} and {@code -Dkill.payments} say; another seed each time without. */
    static KillSettings fromSystemProperties() {
        var any = ThreadLocalRandom.current().nextInt(SEEDS);
        return new KillSettings(
                Long.getLong("kill.seed", any),
                Integer.getInteger("kill.payments", SHORT_FORM),
                PER_FAULT,
                CONCURRENCY,
                MEMBERS,
                Path.of(System.getProperty("holdfast.root")));
    }
}
