package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people may do to each other, to their messages and to their servers. */
@QuarkusTest
class ModeratorTest extends SandboxTest {
    private ObjectNode deed(String kind, String person, String target) {
        return Json.object()
                .put("kind", kind)
                .put("userId", client.user(person))
                .put("guildId", client.guildId())
                .put("targetId", target);
    }

    private String newcomer(String name) {
        var join = Json.object().put("kind", "join").put("guildId", client.guildId());
        return client.act(join.put("name", name)).body().path("userId").asText();
    }

    private void done(ObjectNode act) {
        var answer = client.act(act);
        assertEquals(200, answer.status(), () -> answer.body().toString());
    }

    private void refused(String reason, ObjectNode act) {
        var answer = client.act(act);
        assertEquals(409, answer.status(), () -> answer.body().toString());
        assertTrue(answer.body().path("detail").asText().contains(reason), answer.body()::toString);
    }

    private JsonNode newestEntry() {
        var entries = client.state().path("guilds").get(0).path("audit_log_entries");
        return entries.get(entries.size() - 1);
    }

    @Test
    void aModeratorSilencesKicksBansAndForgivesAndTheLogNamesThem() {
        var loud = newcomer("Loud");
        done(deed("silence", "milo", loud).put("seconds", 60).put("content", "Too loud"));
        assertEquals(client.user("milo"), newestEntry().path("user_id").asText());
        assertEquals("Too loud", newestEntry().path("reason").asText());
        var talk = client.act("message", "ada", "games").put("content", "x").put("userId", loud);
        refused("lacks the permission", talk);
        done(deed("silence", "milo", loud).put("seconds", 0));
        done(talk);
        done(deed("kick", "milo", loud));
        assertEquals(20, newestEntry().path("action_type").asInt());
        done(deed("ban", "milo", loud));
        var join = Json.object().put("kind", "join").put("guildId", client.guildId());
        refused("is banned", join.put("userId", loud));
        done(deed("unban", "milo", loud));
        done(join);
    }

    @Test
    void nobodyTouchesWhoStandsAsHighAndMembersTouchNobody() {
        for (var kind : new String[] {"kick", "ban", "silence"}) {
            refused("lacks the permission", deed(kind, "ada", client.user("ben")));
            refused("lacks the permission", deed(kind, "milo", client.user("marina")));
        }
        refused(
                "lacks the permission",
                deed("rename", "ben", client.user("milo")).put("content", "B"));
        done(deed("rename", "ben", client.user("ben")).put("content", "Countess"));
        done(deed("rename", "milo", client.user("ben")).put("content", ""));
        assertEquals(400, client.act(deed("silence", "milo", "1").put("seconds", -1)).status());
    }

    @Test
    void peopleChangeWhatTheyWroteAndModeratorsDeleteIt() {
        var sent = client.act(client.act("message", "ben", "games").put("content", "one"));
        var id = sent.body().path("messageId").asText();
        var path = "/channels/" + client.channel("games") + "/messages/" + id;
        done(client.act("edit", "ben", "games").put("messageId", id).put("content", "two"));
        assertFalse(client.get(path).body().path("edited_timestamp").isNull());
        refused(
                "did not write that",
                client.act("edit", "milo", "games").put("messageId", id).put("content", "x"));
        refused("may not delete", client.act("delete", "ada", "games").put("messageId", id));
        done(client.act("delete", "milo", "games").put("messageId", id));
        assertEquals(10008, client.get(path).code());
    }

    @Test
    void typingAndDirectMessagesReachWhomTheyConcern() {
        var page = "sandbox/live?user=";
        try (var ben = client.connect(page + client.user("ben"));
                var milo = client.connect(page + client.user("milo"))) {
            ben.await("STATE");
            milo.await("STATE");
            done(client.act("type", "ada", "games"));
            assertEquals(
                    client.user("ada"),
                    ben.await("TYPING_START").path("d").path("user_id").asText());
            var opened = client.act(deed("open", "ada", client.user("ben")).without("guildId"));
            var channel = opened.body().path("channelId").asText();
            var letter = Json.object().put("kind", "message").put("userId", client.user("ada"));
            done(letter.put("channelId", channel).put("content", "secret"));
            assertEquals("secret", ben.await("MESSAGE_CREATE").path("d").path("content").asText());
            done(client.act("message", "ada", "games").put("content", "open"));
            var heard = milo.await("MESSAGE_CREATE").path("d").path("content").asText();
            assertEquals("open", heard);
        }
    }

    @Test
    void whatHappensInAServerIsToldToItsMembersOnly() {
        var founded =
                client.act(
                        Json.object()
                                .put("kind", "create")
                                .put("name", "Skerry")
                                .put("userId", client.user("ben")));
        var guild = founded.body().path("guildId").asText();
        try (var ben = client.connect("sandbox/live?user=" + client.user("ben"));
                var ada = client.connect("sandbox/live?user=" + client.user("ada"))) {
            assertEquals(2, ben.await("STATE").path("d").path("guilds").size());
            var hers = ada.await("STATE").path("d");
            assertEquals(1, hers.path("guilds").size());
            assertTrue(hers.path("elsewhere").findValuesAsText("name").contains("Skerry"));
            var rename = Json.object().put("kind", "rename").put("userId", client.user("ben"));
            rename.put("guildId", guild).put("targetId", client.user("ben"));
            done(rename.put("content", "Keeper"));
            ben.await("GUILD_MEMBER_UPDATE");
            done(client.act("message", "ben", "games").put("content", "here"));
            var aside = Set.of("CHANNEL_CREATE", "SANDBOX_ONLINE");
            var told = ada.next(frame -> !aside.contains(frame.path("t").asText()));
            assertEquals("MESSAGE_CREATE", told.path("t").asText(), told::toString);
        }
        assertEquals(
                404,
                client.act(deed("kick", "ada", client.user("ben")).put("guildId", guild)).status());
    }
}
