package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GatewayTest extends SandboxTest {
    private void say(String content) {
        var sent = client.act(client.act("message", "ada", "general").put("content", content));
        assertEquals(200, sent.status(), () -> sent.body().toString());
    }

    @Test
    void readyAndTheGuildFollowIdentify() {
        clock.advance(Duration.ofSeconds(5));
        try (var gateway = client.connect("?v=10&encoding=json")) {
            var hello = gateway.awaitOp(10);
            assertTrue(
                    hello.has("t")
                            && hello.path("t").isNull()
                            && hello.has("s")
                            && hello.path("s").isNull());
            assertEquals(41_250, hello.path("d").path("heartbeat_interval").asInt());
            gateway.identify("Bot " + client.token(), GUILDS | MEMBERS, 0, 1);
            var ready = gateway.await("READY");
            assertEquals(1, ready.path("s").asInt());
            assertTrue(ready.path("d").path("guilds").get(0).path("unavailable").asBoolean());
            assertEquals(
                    client.application(), ready.path("d").path("application").path("id").asText());
            var guild = gateway.await("GUILD_CREATE").path("d");
            assertEquals(guild.path("member_count").asInt(), guild.path("members").size());
            assertEquals(7, guild.path("channels").size());
            gateway.send(1, json("2"));
            assertTrue(gateway.awaitOp(11).path("d").isNull());
        }
    }

    @Test
    void withoutTheMembersIntentTheGuildShowsOnlyTheBot() {
        try (var gateway = client.login(GUILDS)) {
            assertEquals(1, gateway.await("GUILD_CREATE").path("d").path("members").size());
        }
    }

    @Test
    void everyMistakeHasItsCloseCode() {
        assertEquals(4004, closedAfter(2, GatewayClient.identity("wrong", GUILDS, 0, 1)));
        assertEquals(4010, closedAfter(2, GatewayClient.identity(client.token(), GUILDS, 2, 2)));
        assertEquals(4013, closedAfter(2, GatewayClient.identity(client.token(), 1 << 30, 0, 1)));
        assertEquals(4004, closedAfter(6, Json.object().put("token", "wrong")));
        assertEquals(4003, closedAfter(8, Json.object()));
        assertEquals(4001, closedAfter(77, Json.object()));
        assertEquals(4002, closedAfterText("no json"));
        assertEquals(4002, closedAfterText("{\"op\":1,\"d\":\"" + "x".repeat(5_000) + "\"}"));
        assertEquals(4012, client.connect("?v=99&encoding=json").closeCode());
    }

    private int closedAfter(int op, com.fasterxml.jackson.databind.JsonNode data) {
        var gateway = client.connect("?v=10&encoding=json");
        gateway.send(op, data);
        return gateway.closeCode();
    }

    private int closedAfterText(String text) {
        var gateway = client.connect("?v=10&encoding=json");
        gateway.sendText(text);
        return gateway.closeCode();
    }

    @Test
    void identifyingTwiceIsRefused() {
        var gateway = client.login(GUILDS);
        gateway.identify(client.token(), GUILDS, 0, 1);
        assertEquals(4005, gateway.closeCode());
    }

    @Test
    void identifyingTooEarlyEndsInAnInvalidSession() {
        try (var first = client.login(GUILDS);
                var second = client.connect("?v=10&encoding=json")) {
            second.identify(client.token(), GUILDS, 0, 1);
            assertFalse(second.awaitOp(9).path("d").asBoolean());
        }
    }

    @Test
    void moreThan120FramesAMinuteAreTooMany() {
        var gateway = client.login(GUILDS);
        for (var frame = 0; frame < 121; frame++) gateway.send(1, json("1"));
        assertEquals(4008, gateway.closeCode());
    }

    @Test
    void aResumeReplaysExactlyWhatWasMissed() {
        var gateway = client.login(GUILDS | MESSAGES | CONTENT);
        gateway.await("GUILD_CREATE");
        say("before");
        gateway.await("MESSAGE_CREATE");
        var session = gateway.session();
        var seen = gateway.last();
        gateway.abort();
        say("missed one");
        say("missed two");
        try (var again = client.connect("?v=10&encoding=json")) {
            again.resume(client.token(), session, seen);
            var replayed =
                    again.until("RESUMED").stream()
                            .filter(frame -> frame.path("op").asInt() == 0)
                            .toList();
            assertEquals(
                    LongStream.rangeClosed(seen + 1, seen + 3).boxed().toList(),
                    replayed.stream().map(frame -> frame.path("s").asLong()).toList());
            assertEquals("missed one", replayed.get(0).path("d").path("content").asText());
            assertEquals("missed two", replayed.get(1).path("d").path("content").asText());
            say("after");
            assertEquals("after", again.await("MESSAGE_CREATE").path("d").path("content").asText());
        }
    }

    @Test
    void anUnknownOrForeignNumberCannotBeResumed() {
        try (var unknown = client.connect("?v=10&encoding=json")) {
            unknown.resume(client.token(), "nothing", 1);
            assertFalse(unknown.awaitOp(9).path("d").asBoolean());
        }
        try (var gateway = client.login(GUILDS)) {
            gateway.await("GUILD_CREATE");
            var other = client.connect("?v=10&encoding=json");
            other.resume(client.token(), gateway.session(), 999_999);
            assertEquals(4007, other.closeCode());
        }
    }

    @Test
    void aSessionThatSaidGoodbyeIsOver() {
        var gateway = client.login(GUILDS);
        gateway.await("GUILD_CREATE");
        var session = gateway.session();
        gateway.close();
        gateway.closeCode();
        try (var again = client.connect("?v=10&encoding=json")) {
            again.resume(client.token(), session, 1);
            assertFalse(again.awaitOp(9).path("d").asBoolean());
        }
    }

    @Test
    void theWholeStreamCanBeCompressed() {
        clock.advance(Duration.ofSeconds(5));
        try (var gateway = client.connect("?v=10&encoding=json&compress=zlib-stream")) {
            gateway.awaitOp(10);
            gateway.identify(client.token(), GUILDS | MESSAGES | CONTENT, 0, 1);
            gateway.await("READY");
            say("squeezed ⚓");
            assertEquals(
                    "squeezed ⚓",
                    gateway.await("MESSAGE_CREATE").path("d").path("content").asText());
            assertTrue(gateway.binaryFrames() >= 4);
        }
    }

    @Test
    void intentsFilterEventsAndContent() {
        try (var without = client.login(GUILDS);
                var blind = client.login(GUILDS | MESSAGES);
                var seeing = client.login(GUILDS | MESSAGES | CONTENT)) {
            say("secret");
            say("<@" + client.application() + "> for you");
            assertEquals(
                    "secret", seeing.await("MESSAGE_CREATE").path("d").path("content").asText());
            assertEquals("", blind.await("MESSAGE_CREATE").path("d").path("content").asText());
            assertTrue(
                    blind.await("MESSAGE_CREATE")
                            .path("d")
                            .path("content")
                            .asText()
                            .endsWith("for you"));
            client.register(json("[{'name':'ping','description':'x'}]"));
            client.act(client.command("ping", "ada"));
            assertTrue(
                    without.until("INTERACTION_CREATE").stream()
                            .noneMatch(frame -> frame.path("t").asText().equals("MESSAGE_CREATE")));
        }
    }

    @Test
    void aGuildBelongsToOneShardAndDirectMessagesToTheFirst() {
        var owner = Long.remainderUnsigned(Long.parseUnsignedLong(client.guildId()) >>> 22, 2);
        clock.advance(Duration.ofSeconds(5));
        try (var first = client.connect("?v=10&encoding=json");
                var second = client.connect("?v=10&encoding=json")) {
            var all = GUILDS | MESSAGES | DIRECT | CONTENT;
            first.identify(client.token(), all, 0, 2);
            var firstReady = first.await("READY");
            clock.advance(Duration.ofSeconds(5));
            second.identify(client.token(), all, 1, 2);
            var secondReady = second.await("READY");
            assertEquals(owner == 0 ? 1 : 0, firstReady.path("d").path("guilds").size());
            assertEquals(owner == 1 ? 1 : 0, secondReady.path("d").path("guilds").size());
            client.act(
                    Json.object()
                            .put("kind", "message")
                            .put("userId", client.user("ben"))
                            .put("content", "psst"));
            assertEquals("psst", first.await("MESSAGE_CREATE").path("d").path("content").asText());
        }
    }

    @Test
    void membersAreGivenInChunks() {
        try (var gateway = client.login(GUILDS | MEMBERS)) {
            var request =
                    Json.object()
                            .put("guild_id", client.guildId())
                            .put("query", "")
                            .put("limit", 0)
                            .put("nonce", "n");
            gateway.send(8, request);
            var chunk = gateway.await("GUILD_MEMBERS_CHUNK").path("d");
            assertTrue(chunk.path("members").size() >= 6);
            assertEquals("n", chunk.path("nonce").asText());
            assertEquals(1, chunk.path("chunk_count").asInt());
        }
    }

    @Test
    void joiningAndLeavingIsTold() {
        try (var gateway = client.login(GUILDS | MEMBERS)) {
            var joined =
                    client.act(
                            Json.object()
                                    .put("kind", "join")
                                    .put("guildId", client.guildId())
                                    .put("name", "Wanda"));
            var userId = joined.body().path("userId").asText();
            assertEquals(
                    userId,
                    gateway.await("GUILD_MEMBER_ADD").path("d").path("user").path("id").asText());
            client.act(
                    Json.object()
                            .put("kind", "leave")
                            .put("guildId", client.guildId())
                            .put("userId", userId));
            assertEquals(
                    userId,
                    gateway.await("GUILD_MEMBER_REMOVE")
                            .path("d")
                            .path("user")
                            .path("id")
                            .asText());
        }
    }

    @Test
    void orderedFaultsHappen() {
        var gateway = client.login(GUILDS);
        client.faults(Json.object().put("missedHeartbeats", 1));
        gateway.await("GUILD_CREATE");
        gateway.send(1, json("1"));
        gateway.send(1, json("1"));
        gateway.awaitOp(11);
        client.faults(Json.object().put("gateway", "reconnect"));
        gateway.awaitOp(7);
        client.faults(Json.object().put("gateway", "cut"));
        assertEquals(1006, gateway.closeCode());
        var other = client.login(GUILDS);
        client.faults(Json.object().put("gateway", "close").put("closeCode", 4000));
        assertEquals(4000, other.closeCode());
        assertNotEquals(200, client.faults(Json.object().put("gateway", "explode")).status());
    }
}
