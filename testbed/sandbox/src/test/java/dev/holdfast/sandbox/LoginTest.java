package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LoginTest extends SandboxTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v10/users/@me",
                "/api/v9/users/@me",
                "/api/v8/users/@me",
                "/api/users/@me",
                "/api/v10/users/%40me"
            })
    void everyVersionKnowsTheBot(String path) {
        var me = client.send("GET", path, null, "Authorization", "Bot " + client.token());
        assertEquals(200, me.status());
        assertEquals(client.application(), me.body().path("id").asText());
        assertTrue(me.body().path("bot").asBoolean());
    }

    @Test
    void aWrongTokenIsUnauthorized() {
        for (var header : new String[] {"Bot wrong", client.token(), "Bearer " + client.token()}) {
            var me = client.send("GET", "/api/v10/users/@me", null, "Authorization", header);
            assertEquals(401, me.status());
            assertEquals(json("{'message':'401: Unauthorized','code':0}"), me.body());
        }
        assertEquals(401, client.send("GET", "/api/v10/users/@me", null).status());
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertEquals(
                json("{'message':'404: Not Found','code':0}"), client.get("/nothing/here").body());
        assertEquals(405, client.rest("DELETE", "/gateway/bot", null).status());
        assertEquals(50041, client.send("GET", "/api/v99/gateway", null).code());
    }

    @Test
    void theTokensFirstPartIsTheBotsId() {
        var first = client.token().substring(0, client.token().indexOf('.'));
        var id =
                new String(
                        java.util.Base64.getUrlDecoder().decode(first), StandardCharsets.US_ASCII);
        assertEquals(client.application(), id);
        assertTrue(
                client.token().matches("[\\w-]{24,28}\\.[\\w-]{6}\\.[\\w-]{38}"), client.token());
    }

    @Test
    void theApplicationMayUseAllPrivilegedIntents() {
        for (var path : new String[] {"/applications/@me", "/oauth2/applications/@me"}) {
            var flags = client.get(path).body().path("flags").asInt();
            assertEquals((1 << 13) | (1 << 15) | (1 << 19), flags);
        }
    }

    @Test
    void theGatewaysAddressIsWhereTheClientFoundUs() throws IOException {
        assertTrue(overSocket("sandbox.test:99").contains("\"url\":\"ws://sandbox.test:99\""));
        assertTrue(overSocket("discord.com").contains("\"url\":\"wss://gateway.discord.gg\""));
    }

    private String overSocket(String host) throws IOException {
        try (var socket = new Socket(root.getHost(), root.getPort())) {
            var request =
                    "GET /api/v10/gateway HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(host);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theBotIsToldHowOftenItMayIdentify() {
        var limit = client.get("/gateway/bot").body().path("session_start_limit");
        assertEquals(1_000, limit.path("total").asInt());
        assertEquals(1, limit.path("max_concurrency").asInt());
        assertTrue(limit.path("remaining").asInt() <= 1_000);
    }

    @Test
    void theGuildHoldsAnOwnerAModeratorAndMembers() {
        var guild = client.get("/guilds/" + client.guildId()).body();
        assertEquals("Holdfast Harbour", guild.path("name").asText());
        assertEquals(client.user("marina"), guild.path("owner_id").asText());
        var milo =
                client.get("/guilds/" + client.guildId() + "/members/" + client.user("milo"))
                        .body();
        assertEquals(client.role("Moderator"), milo.path("roles").get(0).asText());
        assertEquals(10004, client.get("/guilds/1").code());
        assertEquals(10013, client.get("/guilds/" + client.guildId() + "/members/1").code());
        assertEquals(50035, client.get("/guilds/harbour").code());
    }
}
