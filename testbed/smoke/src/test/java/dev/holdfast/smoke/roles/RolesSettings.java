package dev.holdfast.smoke.roles;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How the tests of roles-service are run; each has a long form.
 *
 * @param seed decides who wants what, and when who is killed
 * @param longest from then on nobody wants anything more
 * @param operations at most so many in all
 * @param kills so often roles-service is killed at a random point
 * @param members of how many the job takes care
 * @param jobKills so often it is killed meanwhile
 * @param urgent the longest that most people's presses may take meanwhile; a job's changes take
 *     longer
 */
record RolesSettings(
        long seed,
        Duration longest,
        int operations,
        int kills,
        int members,
        int jobKills,
        Duration urgent) {

    private static final int SEEDS = 1_000_000_000;

    /** As {@code -Droles.*} says; another seed each time without. */
    static RolesSettings fromSystemProperties() {
        return new RolesSettings(
                Long.getLong("roles.seed", ThreadLocalRandom.current().nextInt(SEEDS)),
                Duration.ofSeconds(Integer.getInteger("roles.seconds", 90)),
                Integer.getInteger("roles.operations", 5_000),
                Integer.getInteger("roles.kills", 10),
                Integer.getInteger("roles.members", 1_000),
                Integer.getInteger("roles.job.kills", 2),
                Duration.ofMillis(Integer.getInteger("roles.urgent.millis", 5_000)));
    }
}
