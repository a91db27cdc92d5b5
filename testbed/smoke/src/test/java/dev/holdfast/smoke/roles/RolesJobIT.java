package dev.holdfast.smoke.roles;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.smoke.chaos.Pause;
import dev.holdfast.smoke.roles.RolesScene.Town;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A rule is saved that all members of a big guild fit, at Discord's pace sped up, while
 * roles-service is killed again and again: {@code -Droles.members=50000 -Droles.job.kills=1000
 * -Droles.urgent.millis=1000}.
 */
@Tag("chaos")
class RolesJobIT {

    private static final Logger LOG = Logger.getLogger(RolesJobIT.class);
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(10);

    /** Discord's own pace is 10 in 10 s; all calls together are 50 in a second at the most. */
    private static final int PACE_MILLIS = 250;

    private static final int ROLES_AT_ONCE = 10;

    private static final String GIVEN =
            """
            select count(*) from roles.journal
            where guild_id = ? and role_id = ? and action = 'given'
            """;
    private static final String DONE =
            "select count(*) from roles.role_job where guild_id = ? and state = 'done'";

    private final RolesSettings settings = RolesSettings.fromSystemProperties();
    private final RolesScene scene = RolesScene.shared();
    private final RolesGuild crew = new RolesGuild(scene, Town.JOB);
    private final Person owner =
            new Person(scene.discord(), crew, crew.owner(), crew.channel("bank"));
    private final List<Duration> urgent = new ArrayList<>();

    RolesJobIT() throws Exception {}

    @AfterEach
    void endPace() throws Exception {
        scene.discord().order(JsonNodeFactory.instance.objectNode());
    }

    @Test
    void aJobGoesOnWithoutACallTooManyWhoeverIsKilled() throws Exception {
        LOG.infof(
                "-Droles.members=%d -Droles.job.kills=%d", settings.members(), settings.jobKills());
        crew.populatedBy(settings.members()).with(2);
        crew.walkThroughAll();
        await().atMost(LONG).until(crew::isKnown);
        Menus.ofAllRoles(scene, crew);
        owner.postsMenu("Watches");
        var menu = await().atMost(LONG).until(() -> crew.says("Watch 1"), Optional::isPresent);
        scene.discord()
                .order(
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("roleChanges", ROLES_AT_ONCE)
                                .put("roleChangesMillis", PACE_MILLIS));
        owner.presses(owner.addsRule(crew.roles().get(0), "account < 365d"), "Save the rule");
        var kills = kill(menu.orElseThrow());
        await().atMost(LONG.plus(atPace()))
                .until(() -> scene.count(DONE, crew.guild().value()) == 1);
        compare(kills);
        scene.wasSaidAsDescribed();
    }

    private Duration atPace() {
        return Duration.ofMillis((long) PACE_MILLIS * settings.members() / ROLES_AT_ONCE);
    }

    /** Kills the service every few seconds while the job lasts; how often that was. */
    private int kill(JsonNode menu) throws Exception {
        var kills = 0;
        var next = System.nanoTime() + BETWEEN_KILLS.toNanos();
        while (kills < settings.jobKills() && given() < settings.members()) {
            urgent.add(picks(crew.members().get(kills % crew.members().size()), menu));
            Pause.until(next);
            scene.roles().kill();
            kills++;
            LOG.infof("kill %d after %d were given; urgent: %s", kills, given(), urgent.getLast());
            scene.roles().startAgain();
            scene.awaitCalm();
            next = System.nanoTime() + BETWEEN_KILLS.toNanos();
        }
        urgent.add(picks(crew.members().getLast(), menu));
        return kills;
    }

    private long given() {
        return scene.count(GIVEN, crew.guild().value(), crew.roles().get(0).value());
    }

    /** How long it takes from a press to its role on Discord. */
    private Duration picks(UserId user, JsonNode menu) throws Exception {
        var member = new Person(scene.discord(), crew, user, crew.channel("bank"));
        var role = crew.roles().get(1).toString();
        var started = System.nanoTime();
        // Who presses while nobody is there to take it is told so at once, and presses again.
        while (!member.presses(menu, "Watch 1").toString().contains("You now have")) {
            started = System.nanoTime();
        }
        await().pollInterval(SHORT).atMost(LONG).until(() -> crew.has(user, role));
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void compare(int kills) throws Exception {
        var all = settings.members();
        assertEquals(all, given());
        var held = crew.held();
        var job = crew.roles().get(0).value();
        assertEquals(all, held.values().stream().filter(each -> each.contains(job)).count());
        var calls = RoleCalls.of(crew.guild(), scene.said());
        LOG.infof(
                "%d members, %d kills, %d picks: %s; urgent ones took %s",
                all, kills, urgent.size(), calls, urgent);
        var differences = all + urgent.size();
        var taken = calls.all() - calls.tooMany();
        assertTrue(taken <= differences + differences / 100, calls::toString);
        assertTrue(taken >= differences, calls::toString);
        // A few that the machine held up may reach Discord in the next window.
        assertTrue(calls.tooMany() <= differences / 50, "calls that came too fast: " + calls);
        var median = urgent.stream().sorted().toList().get(urgent.size() / 2);
        assertTrue(median.compareTo(settings.urgent()) <= 0, urgent::toString);
    }
}
