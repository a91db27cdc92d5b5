package dev.holdfast.smoke.roles;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.smoke.roles.RolesScene.Town;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Members have roles by a rule, by another service's claims and by a menu. Then rules, claims and
 * menus are deleted past the service. Nobody loses a role, whatever Discord tells and whoever is
 * started again; the checks name what is missing and since when; rows that are put back change no
 * role.
 */
@Tag("chaos")
class RolesStoryIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final List<String> LOST =
            List.of("rule", "claim", "menu_post", "menu_role", "menu");

    private static final String KEEP = "create table public.kept_%1$s as table roles.%1$s";
    private static final String LOSE = "delete from roles.%s where guild_id = %s";
    private static final String PUT_BACK =
            """
            insert into roles.%1$s overriding system value
            select * from public.kept_%1$s where guild_id = %2$s
            """;

    private static final String SEEN =
            "select count(*) from roles.member where guild_id = ? and as_of > ?";
    private static final String CHANGES =
            "select count(*) from roles.journal where guild_id = ? and action in ('given', 'taken', 'withdrawn')";
    private static final String EFFECTS = "select count(*) from roles.outbox where guild_id = ?";

    private final RolesScene scene = RolesScene.shared();
    private final RolesGuild crew = new RolesGuild(scene, Town.STORY).joinedBy(4).with(3);
    private final long guild = crew.guild().value();

    RolesStoryIT() throws Exception {}

    @Test
    void nobodyLosesARoleBecauseRowsAreLost() throws Exception {
        await().atMost(LONG).until(crew::isKnown);
        everyoneGetsAllRoles();
        var held = crew.held();
        await().atMost(LONG).until(() -> scene.count(EFFECTS, guild) == 0);
        var changes = scene.count(CHANGES, guild);
        assertEquals(List.of(), broken());

        LOST.forEach(table -> sql(KEEP.formatted(table)));
        LOST.forEach(table -> sql(LOSE.formatted(table, guild)));
        everythingHappensThatCouldTakeARole();
        assertEquals(held, crew.held());
        assertEquals(changes, scene.count(CHANGES, guild));
        namesWhatIsMissingAndSinceWhen();

        LOST.reversed().forEach(table -> sql(PUT_BACK.formatted(table, guild)));
        everythingHappensThatCouldTakeARole();
        assertEquals(held, crew.held());
        assertEquals(changes, scene.count(CHANGES, guild));
        scene.wasSaidAsDescribed();
    }

    private void everyoneGetsAllRoles() throws Exception {
        var owner = new Person(scene.discord(), crew, crew.owner(), crew.channel("bank"));
        var shown = owner.addsRule(crew.roles().get(0), "account < 365d");
        owner.presses(shown, "Save the rule");
        var sending = new ClaimSender(scene);
        for (var user : crew.members()) {
            sending.twice(crew.order(user, crew.roles().get(1), "claim", "story", null));
        }
        Menus.ofAllRoles(scene, crew);
        owner.postsMenu("Watches");
        var menu = await().atMost(LONG).until(() -> crew.says("Watch 2"), Optional::isPresent);
        for (var user : crew.members()) {
            new Person(scene.discord(), crew, user, crew.channel("bank"))
                    .presses(menu.get(), "Watch 2");
        }
        var all = new TreeSet<>(crew.roles().stream().map(each -> each.value()).toList());
        var wanted = new TreeMap<Long, Set<Long>>();
        crew.members().forEach(user -> wanted.put(user.value(), all));
        await().atMost(LONG).untilAsserted(() -> assertEquals(wanted, crew.held()));
    }

    /** Events, a new session, a restart and the walk. */
    private void everythingHappensThatCouldTakeARole() throws Exception {
        for (var user : crew.members()) {
            changes(user);
        }
        scene.roles().kill();
        scene.roles().startAgain();
        scene.gateway().kill();
        scene.gateway().startAgain();
        scene.awaitCalm();
        var started =
                scene.sql()
                        .withHandle(it ->
                                it.select("select now()")
                                        .mapTo(java.time.OffsetDateTime.class)
                                        .one());
        crew.walkThroughAll();
        for (var user : crew.members()) {
            changes(user);
        }
        await().atMost(LONG)
                .until(() -> scene.count(SEEN, guild, started) >= crew.members().size());
        await().atMost(LONG).until(() -> scene.count(EFFECTS, guild) == 0);
    }

    /** Somebody gives them a role that nobody here claims, and takes it again. */
    private void changes(UserId user) throws Exception {
        var keeper = crew.role("Lightkeeper");
        for (var kind : List.of("give", "take")) {
            var act = JsonNodeFactory.instance.objectNode().put("kind", kind);
            act.put("guildId", crew.guild().toString()).put("userId", user.toString());
            scene.discord().begin(act.put("targetId", keeper));
        }
    }

    private void namesWhatIsMissingAndSinceWhen() throws Exception {
        var missing = String.join("\n", broken());
        for (var user : crew.members()) {
            assertTrue(
                    missing.contains("member %s, role %s".formatted(user, crew.roles().get(1))),
                    missing);
        }
        assertTrue(missing.contains("missing since 20"), missing);
        assertTrue(
                missing.contains(
                        "rule 1 (role %s) was deleted past the service at 20"
                                .formatted(crew.roles().get(0))),
                missing);
        assertFalse(missing.contains("at a time not known"), missing);
    }

    /** What the checks of this guild found. */
    private List<String> broken() throws Exception {
        var answer = scene.roles().caller().waiting(LONG).get("/bot/checks?fresh=true");
        assertEquals(200, answer.status(), answer::body);
        return new ObjectMapper()
                .readTree(answer.body()).findParents("passed").stream()
                        .filter(each -> !each.path("passed").asBoolean())
                        .map(JsonNode::toString)
                        .filter(each -> each.contains(crew.guild().toString()))
                        .toList();
    }

    private void sql(String statement) {
        scene.sql().useHandle(handle -> handle.execute(statement));
    }
}
