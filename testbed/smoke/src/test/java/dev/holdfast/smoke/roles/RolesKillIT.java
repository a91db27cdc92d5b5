package dev.holdfast.smoke.roles;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.smoke.chaos.Pause;
import dev.holdfast.smoke.roles.RolesScene.Town;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Roles-service is killed at random points of a verification, a press on a menu, the end of a
 * temporary role and a rule's job over all members, all of which go on, once: {@code
 * -Droles.kills=100 -Droles.seed=...}.
 */
@Tag("chaos")
class RolesKillIT {

    private static final Logger LOG = Logger.getLogger(RolesKillIT.class);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int LATEST_MILLIS = 400;

    private static final String DUE_NOW =
            """
            update roles.timer set due_at = now(), ready_at = now()
            where guild_id = ? and kind = 'role-claim-end' and subject = ?
            """;

    private static final String RULE =
            """
            with saved as (
                insert into roles.rule_journal (guild_id, at, rule_id, action, role_id, condition, mode, made_by)
                values (:guild, now(), 1, 'saved', :role, :condition, 'while', :owner))
            insert into roles.rule (guild_id, rule_id, role_id, condition, mode, state, allowed_by, generation,
                created_at, created_by, changed_at, changed_by)
            values (:guild, 1, :role, :condition, 'while', 'active', :owner, 1, now(), :owner, now(), :owner)
            """;
    private static final String JOBS = "select count(*) from roles.role_job where guild_id = ?";

    private final RolesSettings settings = RolesSettings.fromSystemProperties();
    private final RolesScene scene = RolesScene.shared();
    private final ClaimSender sending = new ClaimSender(scene);
    private final Random random = new Random(settings.seed());
    private final RolesGuild crew = new RolesGuild(scene, Town.KILL);
    private final RolesJournal journal = new RolesJournal(scene, crew.guild());

    RolesKillIT() throws Exception {}

    @Test
    void eachGoesOnOnceWhereverItWasWhenTheServiceWasKilled() throws Exception {
        LOG.infof("-Droles.seed=%d -Droles.kills=%d", settings.seed(), settings.kills());
        crew.populatedBy(settings.kills() + 1).with(4);
        await().atMost(LONG).until(crew::isKnown);
        var menu = Menus.ofAllRoles(scene, crew);
        verifyByButton();
        ruleForWhoIsVerified();
        verify(crew.members().getFirst());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each = 1; each <= settings.kills(); each++) {
                var newcomer = crew.members().get(each);
                round(newcomer, crew.members().get(each - 1), menu, threads);
                LOG.infof("kill %d", each);
            }
        }
        allWentOnOnce();
        scene.wasSaidAsDescribed();
    }

    private void round(UserId newcomer, UserId member, long menu, ExecutorService threads)
            throws Exception {
        giveForAWhile(member);
        rule("pause");
        var end = "%s:%s:selfrole:temp".formatted(member, brief());
        scene.sql().useHandle(it -> it.execute(DUE_NOW, crew.guild().value(), end));
        var acting =
                List.of(
                        threads.submit(() -> verify(newcomer)),
                        threads.submit(() -> pick(member, menu)),
                        threads.submit(() -> rule("resume")));
        Pause.of(Duration.ofMillis(random.nextInt(LATEST_MILLIS)));
        scene.roles().kill();
        scene.roles().startAgain();
        for (Future<String> each : acting) {
            each.get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void allWentOnOnce() {
        var wanted = new TreeMap<Long, Set<Long>>();
        var all = Set.of(verified().value(), picked().value(), ruled().value());
        var last = crew.members().getLast();
        crew.members().forEach(each -> wanted.put(each.value(), all));
        wanted.put(last.value(), Set.of(verified().value(), ruled().value()));
        await().atMost(LONG).untilAsserted(() -> assertEquals(wanted, crew.held()));
        await().atMost(LONG)
                .untilAsserted(() -> {
                    for (var each : crew.members()) {
                        once(each, verified(), "claimed", "given");
                        once(each, ruled(), "claimed", "given");
                        if (!each.equals(last)) {
                            once(each, picked(), "claimed", "given");
                            once(each, brief(), "claimed", "given", "withdrawn", "taken");
                        }
                    }
                });
        assertTrue(scene.count(JOBS, crew.guild().value()) > 0, "no job went over all members");
    }

    private void once(UserId user, RoleId role, String... actions) {
        for (var action : actions) {
            assertEquals(1, journal.count(user, role.value(), action), action);
        }
    }

    private RoleId verified() {
        return crew.roles().get(0);
    }

    private RoleId picked() {
        return crew.roles().get(1);
    }

    private RoleId brief() {
        return crew.roles().get(2);
    }

    private RoleId ruled() {
        return crew.roles().get(3);
    }

    private void ruleForWhoIsVerified() {
        scene.sql()
                .useTransaction(handle -> {
                    handle.execute("set local app.operation = 'a test'");
                    handle.createUpdate(RULE)
                            .bind("guild", crew.guild().value())
                            .bind("role", ruled().value())
                            .bind("condition", "<@&%s>".formatted(verified()))
                            .bind("owner", crew.owner().value())
                            .execute();
                });
    }

    /** While it is paused nobody gets its role; once it is resumed a job looks at all members. */
    private String rule(String verb) throws InterruptedException {
        return sending.twice(owner("connection " + verb).whole("rule", 1).build());
    }

    private Asking owner(String command) {
        return Asking.in(crew.guild())
                .by(crew.owner())
                .allowed(Permission.MANAGE_ROLES)
                .command(command);
    }

    private void verifyByButton() throws InterruptedException {
        var door = new ChannelId(Long.parseLong(crew.channel("general")));
        var setup =
                owner("verify setup")
                        .option("role", new OptionValue.Role(verified(), "Watch 1"))
                        .option("channel", new OptionValue.Channel(door, "general"))
                        .text("way", "button");
        sending.twice(setup.build());
    }

    private String verify(UserId user) throws InterruptedException {
        var press = Asking.in(crew.guild()).by(user).command("verify start").button(user, "start");
        var reply = sending.twice(press.build());
        assertTrue(reply.contains("<@&%s>".formatted(verified())), reply);
        return reply;
    }

    private String pick(UserId user, long menu) throws InterruptedException {
        var press = MemberModel.press(crew, user, menu, picked());
        var reply = sending.twice(press);
        assertTrue(reply.contains("You now have"), reply);
        return reply;
    }

    private void giveForAWhile(UserId user) throws InterruptedException {
        var give =
                owner("temprole")
                        .person("member", user)
                        .option("role", new OptionValue.Role(brief(), "Watch 3"))
                        .text("time", "2h");
        sending.twice(give.build());
        await().atMost(LONG).until(() -> journal.count(user, brief().value(), "given") == 1);
    }
}
