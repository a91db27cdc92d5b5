package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What a bot asks of the gateway once it is logged in, and who is told of it. */
@QuarkusTest
class GatewayRequestsTest extends SandboxTest {
    private static final int VOICE_STATES = 1 << 7;
    private static final int PRESENCES = 1 << 8;
    private static final int TYPING = 1 << 11;

    @Test
    void aPresenceIsToldToThoseWhoAskedForPresences() {
        try (var seeing = client.login(GUILDS | PRESENCES);
                var blind = client.login(GUILDS | MESSAGES | CONTENT)) {
            blind.send(3, json("{'since':null,'activities':[],'status':'dnd','afk':false}"));
            var told =
                    seeing.next(frame ->
                            frame.path("t").asText().equals("PRESENCE_UPDATE")
                                    && frame.path("d").path("status").asText().equals("dnd"));
            assertEquals(client.application(), told.path("d").path("user").path("id").asText());
            assertEquals(client.guildId(), told.path("d").path("guild_id").asText());
            client.act(client.act("message", "ada", "general").put("content", "who is here?"));
            assertTrue(
                    blind.until("MESSAGE_CREATE").stream()
                            .noneMatch(
                                    frame -> frame.path("t").asText().equals("PRESENCE_UPDATE")));
            try (var late = client.login(GUILDS | PRESENCES)) {
                var guild = late.await("GUILD_CREATE").path("d");
                var seen = guild.path("presences").findValuesAsText("status");
                assertTrue(seen.contains("dnd") && seen.contains("online"), seen::toString);
            }
        }
    }

    @Test
    void aPersonsPresenceIsTold() {
        try (var seeing = client.login(GUILDS | PRESENCES)) {
            var act = client.act("present", "ada", "general");
            assertEquals(400, client.act(act.put("content", "asleep")).status());
            client.act(act.put("content", "idle"));
            var told =
                    seeing.next(frame ->
                            frame.path("t").asText().equals("PRESENCE_UPDATE")
                                    && frame.path("d").path("status").asText().equals("idle"));
            assertEquals(client.user("ada"), told.path("d").path("user").path("id").asText());
            client.act(act.put("content", "online").put("name", "Mending nets"));
            var said =
                    seeing.next(frame -> frame.path("t").asText().equals("PRESENCE_UPDATE"))
                            .at("/d/activities/0");
            assertEquals("Mending nets", said.path("state").asText());
            client.act(act.put("content", "online").without("name"));
        }
    }

    @Test
    void typingIsToldToThoseWhoAskedForIt() {
        try (var seeing = client.login(GUILDS | TYPING)) {
            var channel = client.channel("general");
            client.rest("POST", "/channels/" + channel + "/typing", null);
            var told = seeing.await("TYPING_START").path("d");
            assertEquals(channel, told.path("channel_id").asText());
            assertEquals(client.application(), told.path("user_id").asText());
            assertTrue(told.path("member").has("user"));
        }
    }

    @Test
    void aVoiceChannelIsEnteredPolitely() {
        try (var gateway = client.login(GUILDS | VOICE_STATES)) {
            var wish = Json.object().put("guild_id", client.guildId()).put("self_deaf", true);
            gateway.send(
                    4, wish.put("channel_id", client.channel("Lounge")).put("self_mute", false));
            var told = gateway.await("VOICE_STATE_UPDATE").path("d");
            assertEquals(client.channel("Lounge"), told.path("channel_id").asText());
            assertTrue(told.path("self_deaf").asBoolean());
            gateway.send(4, wish.putNull("channel_id"));
            assertTrue(gateway.await("VOICE_STATE_UPDATE").path("d").path("channel_id").isNull());
            gateway.send(31, Json.object());
            gateway.send(1, json("1"));
            gateway.awaitOp(11);
        }
    }

    private JsonNode members(GatewayClient gateway, String request) {
        gateway.send(8, json(request.formatted(client.guildId())));
        return gateway.await("GUILD_MEMBERS_CHUNK").path("d");
    }

    @Test
    void membersAreFoundByPrefixAndById() {
        try (var gateway = client.login(GUILDS | MEMBERS | PRESENCES)) {
            var found = members(gateway, "{'guild_id':'%s','query':'mil','limit':5}");
            assertEquals(1, found.path("members").size());
            var milo = found.path("members").path(0).path("user").path("id").asText();
            assertEquals(client.user("milo"), milo);
            var asked =
                    members(
                            gateway,
                            "{'guild_id':'%s','user_ids':['"
                                    + client.application()
                                    + "','1'],'presences':true,'limit':0}");
            assertEquals(1, asked.path("members").size());
            assertEquals("1", asked.path("not_found").path(0).asText());
            assertEquals(1, asked.path("presences").size());
            var longNonce = "n".repeat(33);
            var unnamed =
                    members(
                            gateway,
                            "{'guild_id':'%s','query':'','limit':1,'nonce':'" + longNonce + "'}");
            assertFalse(unnamed.has("nonce"));
            assertEquals(1, unnamed.path("members").size());
        }
    }

    @Test
    void aHeartbeatCanBeAskedFor() {
        try (var gateway = client.login(GUILDS)) {
            gateway.await("GUILD_CREATE");
            client.faults(Json.object().put("gateway", "heartbeat"));
            gateway.awaitOp(1);
        }
    }

    @Test
    void onlyJsonIsSpoken() {
        assertEquals(4002, client.connect("?v=10&encoding=etf").closeCode());
        assertEquals(4002, client.connect("?v=10&encoding=json&compress=zstd-stream").closeCode());
    }

    @Test
    void everyIdentifyIsCounted() {
        var before = remaining();
        client.login(GUILDS).close();
        assertEquals(before - 1, remaining());
    }

    private int remaining() {
        var limit = client.get("/gateway/bot").body().path("session_start_limit");
        assertEquals(1_000, limit.path("total").asInt());
        return limit.path("remaining").asInt();
    }
}
