package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.gateway.testing.ServerAdmin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A past fault: a typed command went round what Discord holds slash commands to, and a channel's
 * overwrite made an admin of whom it named.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class TypedRightsTest extends GatewayInTheWorld {

    private static final long USE_COMMANDS = 1L << 31;
    private static final long MANAGE_GUILD = 1L << 5;
    private static final int ROLE = 0;
    private static final int PERSON = 1;
    private static final String CLOSED = "You can’t use that command here";

    private ServerAdmin admin;

    @BeforeEach
    void knowTheAdmin() {
        admin = new ServerAdmin(discord);
    }

    @AfterEach
    void openEverything() {
        admin.integration("", "[]");
        admin.integration("balance", "[]");
        admin.overwrite(discord.channel("games"), discord.guild(), ROLE, 0, 0);
        admin.overwrite(discord.channel("games"), discord.person("ben"), PERSON, 0, 0);
        untilAnswered("ben", "general");
    }

    @Test
    void refusesWhereTheMemberMayNotUseCommandsInTheChannel() {
        admin.overwrite(discord.channel("games"), discord.guild(), ROLE, 0, USE_COMMANDS);
        untilRefused("ben", "games");
        assertEquals("Ben has 100 shells.", typed("ben", "general"));
        assertEquals("Marina has 100 shells.", typed("marina", "games"), "who owns the server may");
        admin.clear(discord.channel("games"), discord.guild());
        untilAnswered("ben", "games");
    }

    @Test
    void holdsAThreadToItsChannel() {
        var started =
                admin.rest(
                        "POST",
                        "/channels/" + discord.channel("games") + "/threads",
                        "{\"name\":\"dice\",\"type\":11}");
        var thread = started.path("id").asText();
        admin.overwrite(discord.channel("games"), discord.guild(), ROLE, 0, USE_COMMANDS);
        untilRefused("ben", "games");
        assertTrue(said(discord.writeIn("ben", thread, "!balance")).startsWith(CLOSED));
        admin.clear(discord.channel("games"), discord.guild());
        untilAnswered("ben", "games");
    }

    @Test
    void refusesACommandThatIsClosedToAMemberInIntegrations() {
        admin.integration("balance", rule(discord.person("ben"), 2));
        untilRefused("ben", "general");
        assertEquals("Ada has 100 shells.", typed("ada", "general"));
        var other = discord.write("ben", "general", "!pay <@%s> 25".formatted(ada()));
        assertEquals("Paid 25 to Ada.", said(other));
    }

    @Test
    void refusesWhatIsClosedToARoleOrToEveryone() {
        admin.integration("balance", rule(discord.role("Lightkeeper"), 1));
        untilRefused("ada", "general");
        assertEquals("Ben has 100 shells.", typed("ben", "general"));
        admin.integration("balance", rule(discord.guild(), 1));
        untilRefused("ben", "general");
        assertEquals("Marina has 100 shells.", typed("marina", "general"));
    }

    @Test
    void refusesWhatIsClosedInAChannel() {
        admin.integration("balance", rule(discord.channel("games"), 3));
        untilRefused("ben", "games");
        assertEquals("Ben has 100 shells.", typed("ben", "general"));
    }

    @Test
    void refusesEveryCommandWhereTheWholeAppIsClosed() {
        admin.integration("", rule(discord.person("ben"), 2));
        untilRefused("ben", "general");
        var other = discord.write("ben", "general", "!pay <@%s> 25".formatted(ada()));
        assertTrue(said(other).startsWith(CLOSED));
        admin.integration(
                "balance",
                "[{\"id\":\"%s\",\"type\":2,\"permission\":true}]"
                        .formatted(discord.person("ben")));
        untilAnswered("ben", "general");
    }

    @Test
    void takesWhatConcernsTheWholeServerFromRolesOnly() {
        admin.overwrite(discord.channel("games"), discord.person("ben"), PERSON, MANAGE_GUILD, 0);
        var option =
                "[{\"name\":\"prefix\",\"type\":1,\"options\":[{\"name\":\"prefix\",\"type\":3,\"value\":\"?\"}]}]";
        var shown = discord.command("ben", "games", "holdfast", option);
        assertTrue(content(shown).contains("Manage Server"), shown.toString());
        discord.replyTo(discord.write("ben", "games", "!balance"));
        assertEquals(0, heldByTheLast() & MANAGE_GUILD);
        admin.clear(discord.channel("games"), discord.person("ben"));
    }

    private long heldByTheLast() {
        return economy.asked().getLast().member().permissions().bits();
    }

    private String ada() {
        return discord.person("ada");
    }

    private static String rule(String id, int type) {
        return "[{\"id\":\"%s\",\"type\":%d,\"permission\":false}]".formatted(id, type);
    }

    private String typed(String person, String channel) {
        return said(discord.write(person, channel, "!balance"));
    }

    private String said(JsonNode message) {
        return Sandbox.words(discord.replyTo(message));
    }

    /** The event that tells of a setting is on its way when the setting is made. */
    private void untilRefused(String person, String channel) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> {
                    var before = economy.asked().size();
                    var said = typed(person, channel);
                    return said.startsWith(CLOSED) && economy.asked().size() == before;
                });
    }

    private void untilAnswered(String person, String channel) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> typed(person, channel).endsWith("has 100 shells."));
    }
}
