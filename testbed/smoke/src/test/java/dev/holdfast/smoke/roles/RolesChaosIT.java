package dev.holdfast.smoke.roles;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.smoke.chaos.Pause;
import dev.holdfast.smoke.roles.RolesScene.Town;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever services order, members press and moderators give for a while, each of it sent twice,
 * while roles-service, the gateway and PostgreSQL are killed in turn: {@code -Droles.seconds=90
 * -Droles.operations=5000 -Droles.seed=...}.
 */
@Tag("chaos")
class RolesChaosIT {

    private static final Logger LOG = Logger.getLogger(RolesChaosIT.class);
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int MEMBERS = 24;
    private static final int ROLES = 4;
    private static final int AT_ONCE = 24;
    private static final int LEAST_CALM_MILLIS = 1_500;
    private static final int MORE_CALM_MILLIS = 3_000;

    /** Those that end within the run; {@code /temprole} lasts for hours. */
    private static final String ENDS_TO_COME =
            """
            select count(*) from roles.timer
            where kind = 'role-claim-end' and due_at < now() + interval '1 minute'
            """;

    private final RolesSettings settings = RolesSettings.fromSystemProperties();
    private final RolesScene scene = RolesScene.shared();
    private final AtomicInteger operations = new AtomicInteger();
    private final List<MemberModel> deckhands = new ArrayList<>();

    @Test
    void everyRoleIsInTheEndAsItWasWanted() throws Exception {
        LOG.infof("-Droles.seed=%d, %s", settings.seed(), settings);
        var crew = new RolesGuild(scene, Town.CHAOS).joinedBy(MEMBERS).with(ROLES);
        await().atMost(LONG).until(crew::isKnown);
        begin(crew);
        var kills = run();
        assertTrue(operations.get() > settings.operations() / 10, operations::toString);
        compare(crew);
        LOG.infof("%d operations, each twice, %d kills", operations.get(), kills);
        scene.wasSaidAsDescribed();
    }

    private void begin(RolesGuild crew) {
        var menu = Menus.ofAllRoles(scene, crew);
        var sending = new ClaimSender(scene);
        var random = new Random(settings.seed());
        for (var user : crew.members()) {
            deckhands.add(new MemberModel(crew, sending, user, menu, random.nextLong()));
        }
    }

    /** How many kills there were. */
    private int run() throws Exception {
        var end = System.nanoTime() + settings.longest().toNanos();
        BooleanSupplier over =
                () -> System.nanoTime() > end || operations.get() >= settings.operations();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var acting = new ArrayList<Future<?>>();
            for (var each = 0; each < AT_ONCE; each++) {
                var first = each;
                acting.add(
                        threads.submit(() -> {
                            act(first, over);
                            return null;
                        }));
            }
            var kills = kill(over);
            for (var each : acting) {
                each.get(LONG.toSeconds(), TimeUnit.SECONDS);
            }
            return kills;
        }
    }

    /** Each member is one thread's. */
    private void act(int first, BooleanSupplier over) throws InterruptedException {
        while (!over.getAsBoolean()) {
            for (var each = first; each < deckhands.size(); each += AT_ONCE) {
                deckhands.get(each).act();
                operations.incrementAndGet();
            }
        }
    }

    private int kill(BooleanSupplier over) throws InterruptedException {
        var random = new Random(settings.seed());
        var kills = 0;
        while (!over.getAsBoolean()) {
            var calm = LEAST_CALM_MILLIS + random.nextInt(MORE_CALM_MILLIS);
            Pause.of(Duration.ofMillis(calm));
            switch (kills++ % 3) {
                case 0 -> {
                    scene.roles().kill();
                    scene.roles().startAgain();
                }
                case 1 -> {
                    scene.gateway().kill();
                    scene.gateway().startAgain();
                }
                default -> {
                    scene.postgres().kill();
                    scene.postgres().restart();
                }
            }
            LOG.infof("kill %d after %d operations", kills, operations.get());
            scene.awaitCalm();
        }
        return kills;
    }

    private void compare(RolesGuild crew) throws Exception {
        var wanted = new TreeMap<Long, Set<Long>>();
        for (var each : deckhands) {
            if (!each.wanted().isEmpty()) {
                wanted.put(each.user().value(), each.wanted());
            }
        }
        await().atMost(LONG).until(() -> scene.count(ENDS_TO_COME) == 0);
        await().atMost(LONG).untilAsserted(() -> assertEquals(wanted, crew.held()));
        await().atMost(LONG).until(() -> scene.count("select count(*) from roles.outbox") == 0);
        var journal = new RolesJournal(scene, crew.guild());
        assertEquals(0, journal.twice(), "roles given or taken twice in a row");
        for (var each : deckhands) {
            each.compare(journal);
        }
        assertEquals(wanted, crew.held());
        var checks = scene.roles().caller().waiting(LONG).get("/bot/checks?fresh=true");
        assertFalse(checks.body().contains("\"passed\":false"), checks.body());
    }
}
