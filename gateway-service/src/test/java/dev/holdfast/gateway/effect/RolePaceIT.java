package dev.holdfast.gateway.effect;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.Economy;
import dev.holdfast.gateway.testing.GatewayProcess;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.testing.Admin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * 500 patient role changes wait for Discord's pace, ten in a guild in so long. What is urgent does
 * not stand behind them, and Discord has to refuse at most one of ours.
 */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolePaceIT {

    private static final int WAITING = 500;
    private static final int PEOPLE = 100;
    private static final int PACE = 10;
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String ROLES =
            """
            insert into outbox (guild_id, user_id, operation, target, effect, reason, listener, note, urgent,
                ordered_at, ready_at)
            select %s, 0, '1', 'member:' || person,
                json_build_object('kind', case when each %% 2 = 0 then 'give-role' else 'take-role' end,
                    'user', person, 'role', '%s'), 'test', '', '', %s, work_now(), work_now()
            from generate_series(1, %d) as each, unnest(array[%s]) as person
            """;
    private static final String MESSAGE =
            """
            insert into outbox (guild_id, user_id, operation, target, effect, reason, listener, note, urgent,
                ordered_at, ready_at)
            values (%1$s, 0, '1', 'channel:%2$s (%4$s)',
                '{"kind": "say", "channel": "%2$s", "content": {"text": "%3$s", "embeds": [], "rows": []}}',
                'message', '', '', %4$s, work_now(), work_now())
            """;

    private final Admin database = new Admin("gateway");
    private Sandbox discord;
    private Economy economy;
    private GatewayProcess gateway;
    private JsonNode otherGuild;

    @BeforeAll
    void open() throws IOException {
        discord = Sandbox.start();
        var marina = discord.person("marina");
        discord.act("{'kind':'create','name':'Other Harbour','userId':'%s'}".formatted(marina));
        otherGuild = discord.state().path("guilds").path(1);
        discord.act(
                "{'kind':'invite','guildId':'%s','userId':'%s'}"
                        .formatted(otherGuild.path("id").asText(), marina));
        discord.fault(
                "{\"roleChanges\":%d,\"roleChangesMillis\":%d}".formatted(PACE, WINDOW.toMillis()));
        economy = new Economy();
        gateway = GatewayProcess.start(discord, economy);
    }

    @AfterAll
    void close() throws InterruptedException {
        gateway.kill();
        database.execute("delete from outbox where operation = '1'");
        economy.close();
        discord.close();
    }

    @Test
    void whatIsUrgentDoesNotStandBehindPatientRoles() {
        orderPatientRoles();
        var refused = refusals();
        var taken = new ArrayList<Duration>();
        for (var round = 0; round < 3; round++) {
            var left = waiting();
            message(discord.guild(), discord.channel("general"), "Urgent " + round, true);
            message(other(), otherChannel(), "Urgent " + round, true);
            message(other(), otherChannel(), "Patient " + round, false);
            order(person(round), true, 1);
            taken.add(done());
            await("the next window").atMost(LONG).until(() -> waiting() <= left - 8);
        }
        assertQuickest(taken, SECOND);
        sixUrgentRoles();
        // A call that the machine holds up may reach Discord in the next window.
        assertTrue(refusals() - refused <= 1, "refused for being too fast");
        assertTrue(waiting() > WAITING / 2, "most of them still wait: " + waiting());
    }

    /** Two have the places that are kept, and four come first in the next window. */
    private void sixUrgentRoles() {
        var people = newcomers(6);
        var taken = new ArrayList<Duration>();
        for (var round = 0; round < 3; round++) {
            var left = waiting();
            order(people, true, 1);
            taken.add(done());
            await("patient ones go on").atMost(LONG).until(() -> waiting() <= left - 8);
        }
        assertQuickest(taken, WINDOW.plus(SECOND));
    }

    /** Until Discord's pace is known, and the first window is over. */
    private void orderPatientRoles() {
        order(newcomers(PEOPLE), false, WAITING / PEOPLE);
        await().atMost(LONG).until(() -> waiting() <= WAITING - 3 * PACE);
    }

    private String newcomers(int many) {
        return IntStream.range(0, many)
                .mapToObj(each -> "'%s'".formatted(discord.newcomer("Person " + each)))
                .collect(Collectors.joining(","));
    }

    private String person(int round) {
        return "'%s'".formatted(discord.person(round % 2 == 0 ? "ada" : "ben"));
    }

    private String other() {
        return otherGuild.path("id").asText();
    }

    private String otherChannel() {
        return Sandbox.elements(otherGuild.path("channels"))
                .filter(each -> each.path("type").asInt() == 0)
                .map(each -> each.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    /** As machines stutter. */
    private static void assertQuickest(List<Duration> taken, Duration longest) {
        assertTrue(Collections.min(taken).compareTo(longest) < 0, taken::toString);
    }

    /**
     * How long it takes once it was found: what SQL wrote is found within a second; a unit of work
     * says at once that it ordered.
     */
    private Duration done() {
        until("found", "%s and first_sent_at is null");
        var found = System.nanoTime();
        until("done", "%s");
        return Duration.ofNanos(System.nanoTime() - found);
    }

    /** The end of an effect is after Discord did it. */
    private void until(String how, String which) {
        var rows = which.formatted("(urgent or reason = 'message')");
        await(how)
                .pollInterval(Duration.ofMillis(10))
                .pollDelay(Duration.ZERO)
                .atMost(LONG)
                .until(() -> database.count("select count(*) from outbox where " + rows) == 0);
    }

    private void order(String people, boolean urgent, int each) {
        database.execute(
                ROLES.formatted(
                        discord.guild(), discord.role("Lightkeeper"), urgent, each, people));
    }

    private void message(String guild, String channel, String text, boolean urgent) {
        database.execute(MESSAGE.formatted(guild, channel, text, urgent));
    }

    private long waiting() {
        return database.count("select count(*) from outbox where reason = 'test' and not urgent");
    }

    private long refusals() {
        return gateway.said().stream()
                .filter(line -> line.contains("Discord asks to slow down: "))
                .count();
    }
}
