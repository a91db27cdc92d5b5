package dev.holdfast.smoke.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How the chaos test is run.
 *
 * @param seed decides who asks for what, and which faults come when
 * @param commands so many in all, and more only until enough was disturbed
 * @param longest from then on nobody asks for anything more
 * @param concurrency how many are under way at once
 * @param pace from one command of a person to their next, unless its answer took longer
 * @param sailors how many people there are in each guild
 * @param lease for how long a process that is gone keeps what it held; what is halted is halted for
 *     twice as long
 * @param root the repository, with the packaged services in it
 */
record ChaosSettings(
        long seed,
        int commands,
        Duration longest,
        int concurrency,
        Duration pace,
        int sailors,
        Duration lease,
        Path root) {

    private static final int SEEDS = 1_000_000_000;
    private static final int CONCURRENCY = 32;

    /** As {@code -Dchaos.*} says; another seed each time without. */
    static ChaosSettings fromSystemProperties() {
        var any = ThreadLocalRandom.current().nextInt(SEEDS);
        return new ChaosSettings(
                Long.getLong("chaos.seed", any),
                Integer.getInteger("chaos.commands", 10_000),
                Duration.ofSeconds(Integer.getInteger("chaos.seconds", 90)),
                CONCURRENCY,
                Duration.ofMillis(Integer.getInteger("chaos.pace", 0)),
                30,
                Duration.ofSeconds(3),
                Path.of(System.getProperty("holdfast.root")));
    }

    /** So many commands a second, until whatever is done to the fleet is done. */
    ChaosSettings steadily(int commandsPerSecond) {
        return new ChaosSettings(
                seed,
                Integer.MAX_VALUE,
                Duration.ofMinutes(10),
                concurrency,
                Duration.ofSeconds(concurrency).dividedBy(commandsPerSecond),
                sailors,
                lease,
                root);
    }
}
