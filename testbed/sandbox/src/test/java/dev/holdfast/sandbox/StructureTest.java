package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles, channels, emojis and settings of a guild, and what its audit log tells of them. */
@QuarkusTest
class StructureTest extends ListeningTest {
    private static final String PIXEL =
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @Test
    void aRoleIsMadeChangedAndDeleted() {
        var made =
                call(
                                "POST",
                                guild + "/roles",
                                "{'name':'Pilot','color':255,'hoist':true,'permissions':'2048'}")
                        .body();
        var id = made.path("id").asText();
        assertEquals(1, made.path("position").asInt());
        assertEquals("Pilot", heard("GUILD_ROLE_CREATE", "/role/id", id).at("/role/name").asText());
        assertEquals(client.application(), noted(30, id).path("user_id").asText());
        var changed = call("PATCH", guild + "/roles/" + id, "{'name':'Captain'}").body();
        assertEquals("Captain", changed.path("name").asText());
        assertEquals("2048", changed.path("permissions").asText());
        var entry = noted(31, id).path("changes");
        assertEquals("Pilot", Client.find(entry, "key", "name").path("old_value").asText());
        call("PUT", guild + "/members/" + client.user("ben") + "/roles/" + id, "");
        assertEquals(204, call("DELETE", guild + "/roles/" + id, "").status());
        heard("GUILD_ROLE_DELETE", "/role_id", id);
        noted(32, id);
        var ben = client.get(guild + "/members/" + client.user("ben")).body();
        assertFalse(ben.path("roles").toString().contains(id));
        assertEquals(10011, call("GET", guild + "/roles/" + id, "").code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/roles|{'permissions':'8'}|50013",
                "POST|/roles|{'color':16777216}|50035",
                "POST|/roles|{'unicode_emoji':'x'}|50101",
                "PATCH|/roles/%Moderator|{'name':'x'}|50013",
                "DELETE|/roles/%Moderator||50013",
                "DELETE|/roles/%Gull||50028",
                "PATCH|/roles/1|{'name':'x'}|10011",
                "POST|/channels|{}|50035",
                "POST|/channels|{'name':'x','type':1}|50035",
                "POST|/channels|{'name':'x','parent_id':'1'}|50035",
                "POST|/emojis|{'name':'x!','image':'none'}|50035",
                "DELETE|/emojis/1||10014",
                "PATCH||{'name':'x'}|50035",
                "PATCH||{'owner_id':'1'}|50013",
                "PATCH||{'system_channel_id':'1'}|50035",
            })
    void whatABotMayNotDoIsRefusedInDiscordsWords(
            String method, String path, String body, int code) {
        var named = path == null ? "" : path;
        for (var role : new String[] {"Moderator", "Gull"}) {
            named = named.replace("%" + role, client.role(role));
        }
        assertEquals(code, call(method, guild + named, body == null ? "" : body).code());
    }

    @Test
    void rolesAreOrderedBelowTheBotsOwn() {
        var low = call("POST", guild + "/roles", "{'name':'Low'}").body().path("id").asText();
        var keeper = client.role("Lightkeeper");
        var order = "[{'id':'%s','position':1},{'id':'%s','position':2}]";
        var ordered = call("PATCH", guild + "/roles", order.formatted(keeper, low)).body();
        assertTrue(position(ordered, low) > position(ordered, keeper));
        heard("GUILD_ROLE_UPDATE", "/role/id", low);
        assertEquals(
                50013,
                call("PATCH", guild + "/roles", "[{'id':'%s','position':9}]".formatted(low))
                        .code());
        call("DELETE", guild + "/roles/" + low, "");
    }

    private static int position(JsonNode roles, String id) {
        return Client.find(roles, "id", id).path("position").asInt();
    }

    @Test
    void aChannelIsMadeChangedMovedAndDeleted() {
        var made =
                call("POST", guild + "/channels", "{'name':'Dry Dock','topic':'ships','nsfw':true}")
                        .body();
        var id = made.path("id").asText();
        assertEquals("dry-dock", made.path("name").asText());
        assertTrue(heard("CHANNEL_CREATE", "/id", id).path("nsfw").asBoolean());
        noted(10, id);
        var bank = client.channel("bank");
        var parent = client.get("/channels/" + bank).body().path("parent_id").asText();
        var changed =
                call(
                                "PATCH",
                                "/channels/" + id,
                                "{'topic':null,'rate_limit_per_user':5,'parent_id':'%s'}"
                                        .formatted(parent))
                        .body();
        assertTrue(changed.path("topic").isNull());
        assertEquals(5, changed.path("rate_limit_per_user").asInt());
        assertEquals(parent, heard("CHANNEL_UPDATE", "/id", id).path("parent_id").asText());
        noted(11, id);
        var moved = "[{'id':'%s','position':0}]".formatted(id);
        assertEquals(204, call("PATCH", guild + "/channels", moved).status());
        assertEquals(0, client.get("/channels/" + id).body().path("position").asInt());
        assertEquals(200, call("DELETE", "/channels/" + id, "").status());
        heard("CHANNEL_DELETE", "/id", id);
        noted(12, id);
        assertEquals(10003, client.get("/channels/" + id).code());
    }

    @Test
    void anOverwriteClosesAChannelAndIsTakenAway() {
        var channel = client.channel("games");
        var ada = client.user("ada");
        var path = "/channels/" + channel + "/permissions/" + ada;
        assertEquals(204, call("PUT", path, "{'type':1,'deny':'1024'}").status());
        assertEquals("1", noted(13, channel).at("/options/type").asText());
        var written = client.act("message", "ada", "games").put("content", "hello?");
        assertEquals(404, client.act(written).status());
        assertEquals(50013, call("PUT", path, "{'type':1,'allow':'8'}").code());
        assertEquals(204, call("DELETE", path, "").status());
        noted(15, channel);
        assertEquals(10009, call("DELETE", path, "").code());
        assertEquals(200, client.act(written).status());
    }

    @Test
    void anEmojiIsMadeShownAndDeleted() throws Exception {
        var form = Json.object().put("name", "anchor").put("image", PIXEL);
        var made = client.rest("POST", guild + "/emojis", form).body();
        var id = made.path("id").asText();
        heard("GUILD_EMOJIS_UPDATE", "/guild_id", client.guildId());
        noted(60, id);
        var picture = client.send("GET", "/emojis/" + id + ".png", null);
        assertEquals("image/png", picture.header("content-type"));
        assertEquals("anchor", client.get(guild + "/emojis/" + id).body().path("name").asText());
        assertEquals(1, client.get(guild + "/emojis").body().size());
        var renamed = call("PATCH", guild + "/emojis/" + id, "{'name':'buoy'}").body();
        assertEquals("buoy", renamed.path("name").asText());
        assertEquals(204, call("DELETE", guild + "/emojis/" + id, "").status());
        assertEquals(0, client.get(guild + "/emojis").body().size());
    }

    @Test
    void anApplicationHasEmojisOfItsOwn() {
        var emojis = "/applications/" + client.application() + "/emojis";
        var form = Json.object().put("name", "coin").put("image", PIXEL);
        var id = client.rest("POST", emojis, form).body().path("id").asText();
        assertEquals("coin", client.get(emojis).body().at("/items/0/name").asText());
        var renamed = call("PATCH", emojis + "/" + id, "{'name':'penny'}").body();
        assertEquals("penny", renamed.path("name").asText());
        assertEquals("penny", client.get(emojis + "/" + id).body().path("name").asText());
        assertEquals(204, call("DELETE", emojis + "/" + id, "").status());
        assertEquals(10002, client.get("/applications/1/emojis").code());
    }

    @Test
    void whoMayNotReadTheLogIsNotToldOfIt() {
        var mute =
                client.send("POST", "/sandbox/bots", Json.object().put("name", "Cormorant")).body();
        var page =
                "/oauth2/authorize?scope=bot&permissions=1024&client_id="
                        + mute.path("client_id").asText();
        client.invite(page, client.user("marina"));
        clock.advance(Duration.ofSeconds(5));
        try (var second = client.connect("?v=10&encoding=json")) {
            second.awaitOp(10);
            second.identify(mute.path("token").asText(), GUILDS | 1 << 2 | 1 << 6, 0, 1);
            second.await("READY");
            var made = call("POST", guild + "/roles", "{'name':'Mate'}").body();
            noted(30, made.path("id").asText());
            call("DELETE", guild + "/roles/" + made.path("id").asText(), "");
            var told =
                    second.next(frame ->
                            !frame.path("t").asText().equals("GUILD_ROLE_CREATE")
                                    && frame.path("d")
                                            .toString()
                                            .contains(made.path("id").asText()));
            assertEquals("GUILD_ROLE_DELETE", told.path("t").asText());
        }
    }

    @Test
    void aGuildsSettingsChangeAndTheLogTellsIt() {
        var changed = call("PATCH", guild, "{'description':'ships','afk_timeout':900}").body();
        assertEquals("ships", changed.path("description").asText());
        assertEquals(
                900, heard("GUILD_UPDATE", "/id", client.guildId()).path("afk_timeout").asInt());
        noted(1, client.guildId());
        call("PATCH", guild, "{'description':null,'afk_timeout':300}");
        var log = client.get(guild + "/audit-logs?action_type=1&limit=2").body();
        assertEquals(2, log.path("audit_log_entries").size());
        assertEquals(client.application(), log.path("users").get(0).path("id").asText());
        var newest = log.path("audit_log_entries").get(0).path("id").asText();
        var older = client.get(guild + "/audit-logs?before=" + newest + "&limit=100").body();
        for (var entry : older.path("audit_log_entries")) {
            assertTrue(entry.path("id").asText().compareTo(newest) < 0);
        }
        var nobody = guild + "/audit-logs?user_id=" + client.user("ada");
        assertEquals(0, client.get(nobody).body().path("audit_log_entries").size());
        assertEquals(50035, client.get(guild + "/audit-logs?limit=0").code());
    }

    @Test
    void aBotFoundsAGuildAndLeavesAnother() {
        var founded = call("POST", "/guilds", "{'name':'Outpost'}");
        assertEquals(201, founded.status());
        var id = founded.body().path("id").asText();
        assertEquals("Outpost", heard("GUILD_CREATE", "/id", id).path("name").asText());
        assertEquals(4, client.get("/guilds/" + id + "/channels").body().size());
        assertEquals(50055, call("DELETE", "/users/@me/guilds/" + id, "").code());
        var order = Json.object().put("name", "Lagoon");
        order.putArray("applicationIds").add(client.application());
        var other = client.send("POST", "/sandbox/guilds", order).body().path("id").asText();
        heard("GUILD_CREATE", "/id", other);
        assertEquals(204, call("DELETE", "/users/@me/guilds/" + other, "").status());
        heard("GUILD_DELETE", "/id", other);
        assertEquals(10004, client.get("/guilds/" + other).code());
    }

    @Test
    void twoBotsHaveTokensAndCommandsOfTheirOwn() {
        var order = Json.object().put("name", "Heron");
        order.putArray("guildIds").add(client.guildId());
        var heron = client.send("POST", "/sandbox/bots", order).body();
        var header = "Bot " + heron.path("token").asText();
        var id = heron.path("client_id").asText();
        var me = client.send("GET", "/api/v10/users/@me", null, "Authorization", header).body();
        assertEquals(id, me.path("id").asText());
        clock.advance(Duration.ofSeconds(5));
        try (var second = client.connect("?v=10&encoding=json")) {
            second.awaitOp(10);
            second.identify(heron.path("token").asText(), GUILDS, 0, 1);
            second.await("READY");
            var commands = "/api/v10/applications/" + id + "/commands";
            var declared = json("{'name':'fish','description':'x'}");
            client.send("POST", commands, declared, "Authorization", header);
            client.act(client.command("fish", "ada"));
            var asked = second.await("INTERACTION_CREATE").path("d");
            assertEquals(id, asked.path("application_id").asText());
            var answer = "/api/v10/interactions/%s/%s/callback";
            var path = answer.formatted(asked.path("id").asText(), asked.path("token").asText());
            client.send("POST", path, json("{'type':4,'data':{'content':'a cod'}}"));
            var newest = client.get("/channels/" + client.channel("general") + "/messages?limit=1");
            assertEquals(id, newest.body().get(0).at("/author/id").asText());
        }
        var foreign =
                client.send(
                        "GET",
                        "/api/v10/applications/" + id + "/commands",
                        null,
                        "Authorization",
                        "Bot " + client.token());
        assertEquals(10002, foreign.code());
    }
}
