package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What a bot may do to members, and what Discord says where it may not. */
@QuarkusTest
class ModerationTest extends SandboxTest {
    private String guild() {
        return "/guilds/" + client.guildId();
    }

    private String member(String name) {
        return guild() + "/members/" + client.user(name);
    }

    private String role(String person, String role) {
        return member(person) + "/roles/" + client.role(role);
    }

    /** Somebody new, so that no test takes another's people away. */
    private String newcomer(String name) {
        var joined =
                client.act(
                        Json.object()
                                .put("kind", "join")
                                .put("guildId", client.guildId())
                                .put("name", name));
        return joined.body().path("userId").asText();
    }

    private Client.Answer because(String reason, String method, String path, String body) {
        clock.advance(Duration.ofSeconds(5));
        return client.send(
                method,
                "/api/v10" + path,
                body.isEmpty() ? null : json(body),
                "Authorization",
                "Bot " + client.token(),
                "X-Audit-Log-Reason",
                reason);
    }

    private List<JsonNode> audit(String target) {
        var entries = client.state().path("guilds").get(0).path("audit_log_entries");
        return StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.path("target_id").asText().equals(target))
                .toList();
    }

    private JsonNode roles(String person) {
        return client.get(member(person)).body().path("roles");
    }

    @Test
    void aRoleIsGivenAndTakenAndCountedOnce() {
        var ben = client.user("ben");
        var before = audit(ben).size();
        for (var time = 0; time < 2; time++) {
            var given = because("Gold%20for%20Ben", "PUT", role("ben", "Lightkeeper"), "");
            assertEquals(204, given.status());
        }
        assertEquals(client.role("Lightkeeper"), roles("ben").get(0).asText());
        assertEquals(before + 1, audit(ben).size());
        assertEquals("Gold for Ben", audit(ben).getLast().path("reason").asText());
        assertEquals(204, client.rest("DELETE", role("ben", "Lightkeeper"), null).status());
        assertEquals(204, client.rest("DELETE", role("ben", "Lightkeeper"), null).status());
        assertTrue(roles("ben").isEmpty());
        assertEquals(before + 2, audit(ben).size());
    }

    @Test
    void noRoleAboveTheBotsOwnIsGiven() {
        assertEquals(50013, client.rest("PUT", role("ben", "Moderator"), null).code());
        assertEquals(50013, client.rest("PUT", role("ben", "Gull"), null).code());
        assertEquals(50028, client.rest("PUT", role("ben", "@everyone"), null).code());
        var unknown = member("ben") + "/roles/" + client.user("ben");
        assertEquals(10011, client.rest("PUT", unknown, null).code());
        var nobody = guild() + "/members/" + client.role("Gull") + "/roles/1";
        assertEquals(10013, client.rest("PUT", nobody, null).code());
    }

    @Test
    void aMemberIsRenamedAndSilencedForAtMostTwentyEightDays() {
        var renamed = client.rest("PATCH", member("ada"), json("{'nick':'Countess'}"));
        assertEquals("Countess", renamed.body().path("nick").asText());
        var plain = client.rest("PATCH", member("ada"), json("{'nick':null}"));
        assertTrue(plain.body().path("nick").isNull());
        var until = Json.moment(clock.instant().plus(Duration.ofDays(27)));
        var silence = "{'communication_disabled_until':'%s'}";
        var silenced = client.rest("PATCH", member("ada"), json(silence.formatted(until)));
        assertEquals(until, silenced.body().path("communication_disabled_until").asText());
        var free =
                client.rest("PATCH", member("ada"), json("{'communication_disabled_until':null}"));
        assertTrue(free.body().path("communication_disabled_until").isNull());
        var tooLong = Json.moment(clock.instant().plus(Duration.ofDays(29)));
        assertEquals(
                50035,
                client.rest("PATCH", member("ada"), json(silence.formatted(tooLong))).code());
    }

    @Test
    void nobodyAboveTheBotAndNoOwnerIsTouched() {
        for (var person : List.of("milo", "marina")) {
            assertEquals(50013, client.rest("PATCH", member(person), json("{'nick':'x'}")).code());
            assertEquals(50013, client.rest("DELETE", member(person), null).code());
            var ban = guild() + "/bans/" + client.user(person);
            assertEquals(50013, client.rest("PUT", ban, json("{}")).code());
        }
    }

    @Test
    void aMemberIsKickedAndMayComeBack() {
        var id = newcomer("Kip");
        assertEquals(204, because("rude", "DELETE", guild() + "/members/" + id, "").status());
        assertEquals(10007, client.get(guild() + "/members/" + id).code());
        assertEquals("rude", audit(id).getFirst().path("reason").asText());
        var back = Json.object().put("kind", "join").put("guildId", client.guildId());
        assertEquals(200, client.act(back.put("userId", id)).status());
    }

    @Test
    void aBannedPersonIsGoneWithTheirMessagesUntilUnbanned() {
        var id = newcomer("Bran");
        var written =
                Json.object()
                        .put("kind", "message")
                        .put("userId", id)
                        .put("guildId", client.guildId())
                        .put("channelId", client.channel("games"))
                        .put("content", "spam");
        var message = client.act(written).body().path("messageId").asText();
        var ban = guild() + "/bans/" + id;
        var order = "{'delete_message_seconds':3600}";
        assertEquals(204, because("spam", "PUT", ban, order).status());
        assertEquals(204, because("again", "PUT", ban, order).status());
        assertEquals("spam", client.get(ban).body().path("reason").asText());
        assertEquals(
                10008,
                client.get("/channels/" + client.channel("games") + "/messages/" + message).code());
        assertEquals(10007, client.get(guild() + "/members/" + id).code());
        assertEquals(1, audit(id).size());
        assertEquals(204, client.rest("DELETE", ban, null).status());
        assertEquals(10026, client.rest("DELETE", ban, null).code());
    }

    @Test
    void manyAreBannedAtOnce() {
        var one = newcomer("Finn");
        var other = newcomer("Fern");
        var order = "{'user_ids':['%s','%s','%s']}".formatted(one, other, client.user("marina"));
        var answer = client.rest("POST", guild() + "/bulk-ban", json(order)).body();
        assertEquals(2, answer.path("banned_users").size());
        assertEquals(client.user("marina"), answer.path("failed_users").get(0).asText());
    }

    @Test
    void anAnswerIsLostAfterTheDeed() {
        var before = audit(client.user("ada")).size();
        client.faults(Json.object().put("lost", 1).put("path", "/members/"));
        assertThrows(
                UncheckedIOException.class,
                () -> client.once("PATCH", member("ada"), json("{'nick':'Unheard'}")));
        assertEquals("Unheard", client.get(member("ada")).body().path("nick").asText());
        assertEquals(before + 1, audit(client.user("ada")).size());
        client.rest("PATCH", member("ada"), json("{'nick':null}"));
    }

    @Test
    void aBotHearsOfItsOwnRolesWithoutTheMembersIntent() {
        try (var gateway = client.login(GUILDS)) {
            client.rest("PUT", role("Holdfast", "Lightkeeper"), null);
            var heard = gateway.await("GUILD_MEMBER_UPDATE").path("d");
            assertEquals(client.user("Holdfast"), heard.path("user").path("id").asText());
            client.rest("DELETE", role("Holdfast", "Lightkeeper"), null);
        }
    }
}
