package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** Boosters, newcomers who have not accepted the rules, paused invites, and many members. */
@QuarkusTest
class MembershipTest extends SandboxTest {
    private static final int MANY = 3_000;
    private static final int PAGE = 1_000;

    private ObjectNode act(String kind) {
        return Json.object().put("kind", kind).put("guildId", client.guildId());
    }

    private JsonNode done(ObjectNode act) {
        var answer = client.act(act);
        assertEquals(200, answer.status(), () -> answer.body().toString());
        return answer.body();
    }

    private void refused(String reason, ObjectNode act) {
        var answer = client.act(act);
        assertEquals(409, answer.status(), () -> answer.body().toString());
        assertTrue(answer.body().path("detail").asText().contains(reason), answer.body()::toString);
    }

    private JsonNode member(String user) {
        return client.get("/guilds/" + client.guildId() + "/members/" + user).body();
    }

    @Test
    void aMemberBoostsAndTheBotIsTold() {
        var ada = client.user("ada");
        try (var gateway = client.login(GUILDS | MEMBERS)) {
            gateway.await("GUILD_CREATE");
            done(act("boost").put("userId", ada));
            var told = gateway.await("GUILD_MEMBER_UPDATE").path("d");
            assertEquals(ada, told.path("user").path("id").asText());
            assertTrue(told.path("premium_since").isTextual(), told::toString);
            var guild = gateway.await("GUILD_UPDATE").path("d");
            assertEquals(1, guild.path("premium_subscription_count").asInt());
            refused("so already", act("boost").put("userId", ada));
            done(act("unboost").put("userId", ada));
            var ended = gateway.await("GUILD_MEMBER_UPDATE").path("d");
            assertTrue(ended.path("premium_since").isNull(), ended::toString);
        }
    }

    @Test
    void aNewcomerIsPendingUntilTheyAcceptTheRules() {
        done(act("screen"));
        try (var gateway = client.login(GUILDS | MEMBERS)) {
            gateway.await("GUILD_CREATE");
            var nia = done(act("join").put("name", "Nia")).path("userId").asText();
            assertTrue(gateway.await("GUILD_MEMBER_ADD").path("d").path("pending").asBoolean());
            assertTrue(member(nia).path("pending").asBoolean());
            var hello = act("message").put("userId", nia).put("content", "Hello");
            hello.put("channelId", client.channel("general"));
            refused("accept the server's rules", hello);
            done(act("accept-rules").put("userId", nia));
            var told = gateway.await("GUILD_MEMBER_UPDATE").path("d");
            assertFalse(told.path("pending").asBoolean(), told::toString);
            done(hello);
            refused("no rules left", act("accept-rules").put("userId", nia));
        } finally {
            done(act("unscreen"));
        }
        var noa = done(act("join").put("name", "Noa")).path("userId").asText();
        assertFalse(member(noa).path("pending").asBoolean());
    }

    @Test
    void invitesArePausedForAtMostADay() {
        var path = "/guilds/" + client.guildId() + "/incident-actions";
        var until = clock.instant().plus(Duration.ofHours(1));
        var body = Json.object().put("invites_disabled_until", until.toString());
        assertEquals(200, client.rest("PUT", path, body).status());
        var guild = client.get("/guilds/" + client.guildId()).body();
        assertTrue(guild.path("incidents_data").path("invites_disabled_until").isTextual());
        refused("are paused", act("join").put("name", "Late"));
        var tooLong =
                body.deepCopy()
                        .put("invites_disabled_until", until.plus(Duration.ofDays(1)).toString());
        assertEquals(50_035, client.rest("PUT", path, tooLong).code());
        assertEquals(
                200, client.rest("PUT", path, body.putNull("invites_disabled_until")).status());
        done(act("join").put("name", "In time"));
    }

    @Test
    void manyMembersAreReadPageByPageAndNotShownAtOnce() {
        var founded = client.send("POST", "/sandbox/guilds", json("{'name':'Many'}")).body();
        var guild = founded.path("id").asText();
        done(Json.object().put("kind", "invite").put("guildId", guild));
        var populate = Json.object().put("kind", "populate").put("guildId", guild);
        assertEquals(400, client.act(populate.deepCopy().put("count", 50_001)).status());
        var ids = done(populate.put("count", MANY)).path("userIds");
        assertEquals(MANY, ids.size());
        var seen = new HashSet<String>();
        var after = "0";
        JsonNode page;
        do {
            page =
                    client.get("/guilds/%s/members?limit=%d&after=%s".formatted(guild, PAGE, after))
                            .body();
            for (var member : page) {
                after = member.path("user").path("id").asText();
                assertTrue(seen.add(after), after);
            }
        } while (page.size() == PAGE);
        assertEquals(MANY + 2, seen.size());
        try (var gateway = client.login(GUILDS | MEMBERS)) {
            var told =
                    gateway.next(each ->
                                    each.path("t").asText().equals("GUILD_CREATE")
                                            && each.path("d").path("id").asText().equals(guild))
                            .path("d");
            assertTrue(told.path("large").asBoolean());
            assertEquals(MANY + 2, told.path("member_count").asInt());
            assertEquals(1, told.path("members").size(), "no presences: only the bot itself");
        }
    }
}
