package dev.holdfast.gateway.reading;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.discord.ConnectionState;
import dev.holdfast.gateway.discord.DiscordConnection;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.protocol.GuildMember;
import dev.holdfast.kit.protocol.GuildProfile;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.MemberPage;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.ReactionPage;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What services read on Discord, and what they are told where it cannot be read. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
@NullUnmarked // the container fills the fields
class DiscordResourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NOBODY = "123456789012345678";

    @Inject DiscordConnection connection;
    @Inject ObjectMapper json;

    @TestHTTPResource("/")
    URI gateway;

    Sandbox discord;
    private Caller service;

    @BeforeEach
    void untilItIsConnected() {
        service = new Caller(gateway, "economy", "gateway", HoldfastServers.SECRET);
        await().atMost(PATIENCE)
                .until(() -> connection.state() instanceof ConnectionState.Connected);
    }

    @AfterEach
    void endTheFaults() {
        discord.fault("{}");
        discord.wasAsDescribed();
    }

    @Test
    void readsAllMembersByPagesThroughARateLimit() throws Exception {
        var expected =
                Sandbox.elements(discord.state().path("guilds").path(0).path("members"))
                        .map(member -> UserId.of(member.path("user").path("id").asText()))
                        .sorted((one, other) -> Long.compare(one.value(), other.value()))
                        .toList();
        var read = new ArrayList<UserId>();
        var path = "/members?limit=3";
        for (UserId after = null; ; path = "/members?limit=3&after=" + after) {
            if (read.size() == 3) {
                discord.fault("{\"path\":\"/members\",\"rateLimited\":1,\"retryAfterMillis\":300}");
            }
            var page = found(path, MemberPage.class);
            assertTrue(page.members().size() <= 3);
            page.members().forEach(member -> read.add(member.user()));
            after = page.next();
            if (after == null) {
                break;
            }
        }
        assertEquals(expected, read);
    }

    @Test
    void saysThatItCannotBeReadNowWhereALimitLastsLongAndGoesOnAfterwards() throws Exception {
        discord.fault("{\"path\":\"/members\",\"rateLimited\":1,\"retryAfterMillis\":6000}");
        var path = "/members?limit=2&after=" + discord.person("ada");
        assertProblem(503, "unavailable", path);
        discord.fault("{}");
        await().atMost(PATIENCE).until(() -> get(path).status() == 200);
    }

    @Test
    void readsAMemberUntilTheyLeave() throws Exception {
        var kip = discord.newcomer("Kip");
        var member = found("/members/" + kip, GuildMember.class);
        assertEquals(kip, member.user().toString());
        assertEquals("Kip", member.name());
        assertEquals(List.of(), member.roles());
        assertFalse(member.bot());
        assertTrue(member.joined() != null);
        discord.act(
                "{'kind':'leave','guildId':'%s','userId':'%s'}".formatted(discord.guild(), kip));
        await().atMost(PATIENCE).until(() -> get("/members/" + kip).status() == 404);
        assertProblem(404, "not-on-discord", "/members/" + kip);
        assertProblem(404, "not-on-discord", "/members/" + NOBODY);
    }

    @Test
    void asksDiscordOnceInSomeSeconds() throws Exception {
        found("/members/" + discord.person("ben"), GuildMember.class);
        discord.fault("{\"path\":\"/members/\",\"failed\":1000}");
        found("/members/" + discord.person("ben"), GuildMember.class);
    }

    @Test
    void doesNotTakeAnOutageForAnAbsence() throws Exception {
        discord.fault("{\"path\":\"/members/\",\"failed\":1000,\"status\":503}");
        assertProblem(503, "unavailable", "/members/" + discord.person("milo"));
    }

    @Test
    void readsRolesAndWhereTheBotStands() throws Exception {
        var roles = found("/roles", GuildRoles.class);
        var moderator = RoleId.of(discord.role("Moderator"));
        assertTrue(roles.isBelowBot(RoleId.of(discord.role("Lightkeeper"))));
        assertFalse(roles.isBelowBot(moderator));
        assertFalse(roles.isBelowBot(roles.bot().highest()));
        assertEquals("Moderator", roles.find(moderator).orElseThrow().name());
        assertTrue(roles.bot().permissions().allows(Permissions.of(Permission.MANAGE_ROLES)));
        assertTrue(roles.find(RoleId.of(discord.role("Gull"))).orElseThrow().managed());
    }

    @Test
    void readsTheGuild() throws Exception {
        var guild = found("", GuildProfile.class);
        var shown = discord.state().path("guilds").path(0);
        assertEquals(shown.path("name").asText(), guild.name());
        assertEquals(shown.path("owner_id").asText(), guild.owner().toString());
    }

    @Test
    void readsWhoReactedAndNothingOfAnotherGuild() throws Exception {
        var message = discord.write("ada", "games", "Who plays?").path("messageId").asText();
        for (var person : List.of("ada", "ben", "milo")) {
            discord.act(
                    "{'kind':'react','userId':'%s','channelId':'%s','messageId':'%s','content':'🎲'}"
                            .formatted(discord.person(person), discord.channel("games"), message));
        }
        var path =
                "/channels/%s/messages/%s/reactions/%s?limit=2"
                        .formatted(
                                discord.channel("games"),
                                message,
                                URLEncoder.encode("🎲", StandardCharsets.UTF_8));
        var first = found(path, ReactionPage.class);
        assertEquals(2, first.people().size());
        var second = found(path + "&after=" + first.next(), ReactionPage.class);
        assertEquals(1, second.people().size());
        assertEquals(null, second.next());
        assertProblem(404, "not-on-discord", path.replace(message, NOBODY));
        var foreign = "/discord/guilds/%s%s".formatted(NOBODY, path);
        assertEquals(404, service.get(foreign).status());
        assertProblem(400, "malformed-request", path.replace("limit=2", "limit=101"));
    }

    @Test
    void readsAvatarsAndNothingElse() throws Exception {
        var known = get("/users/%s/avatar?size=64".formatted(discord.person("ada")));
        assertEquals(200, known.status());
        assertFalse(known.body().isEmpty());
        assertEquals(200, get("/users/%s/avatar".formatted(discord.person("Gull"))).status());
        assertProblem(404, "not-on-discord", "/users/%s/avatar".formatted(NOBODY));
        assertProblem(400, "malformed-request", "/users/1/avatar?size=4096");
    }

    @Test
    void saysThatTheBotIsNotThere() throws Exception {
        var answer = service.get("/discord/guilds/%s/roles".formatted(NOBODY));
        assertEquals(403, answer.status(), answer::toString);
        assertTrue(answer.body().contains("forbidden-by-discord"), answer::toString);
    }

    @Test
    void tellsNothingToStrangers() throws Exception {
        for (var path : List.of("", "/members", "/roles", "/users/1/avatar")) {
            var stranger = new Caller(gateway, "economy", "roles", HoldfastServers.SECRET);
            assertEquals(401, stranger.get(path(path)).status(), path);
        }
    }

    private String path(String below) {
        return "/discord/guilds/%s%s".formatted(discord.guild(), below);
    }

    private Caller.Answer get(String below) throws Exception {
        return service.get(path(below));
    }

    private <T> T found(String below, Class<T> type) throws Exception {
        var answer = get(below);
        assertEquals(200, answer.status(), answer::toString);
        return json.readValue(answer.body(), type);
    }

    private void assertProblem(int status, String type, String below) throws Exception {
        var answer = get(below);
        assertEquals(status, answer.status(), answer::toString);
        JsonNode problem = json.readTree(answer.body());
        assertEquals("urn:holdfast:problem:" + type, problem.path("type").asText());
    }
}
