package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares answers with Discord's own description of its REST API. */
@QuarkusTest
class OpenApiTest extends SandboxTest {
    private static final String RICH =
            """
            {'content':'hello','embeds':[{'title':'t','description':'d','color':1,'url':'https://a.test','timestamp':'2026-08-01T10:00:00Z',
              'footer':{'text':'f'},'author':{'name':'a'},'image':{'url':'https://a.test/i.png'},'fields':[{'name':'n','value':'v','inline':true}]}],
             'components':[{'type':1,'components':[{'type':2,'style':1,'label':'l','custom_id':'a'},{'type':2,'style':5,'label':'l','url':'https://a.test'}]},
               {'type':1,'components':[{'type':3,'custom_id':'s','options':[{'label':'l','value':'v'}]}]},
               {'type':1,'components':[{'type':5,'custom_id':'u'}]}]}\
            """;

    private Schema schema;

    @BeforeEach
    void open() {
        var file = Path.of(System.getProperty("discord.openapi", "../shared/discord/openapi.json"));
        assumeTrue(
                Files.exists(file),
                "Discord's description is not at "
                        + file
                        + ": set -Ddiscord.openapi to check against it");
        schema = new Schema(file);
    }

    private JsonNode described(
            String method, String template, String path, int status, JsonNode body) {
        var answer = client.rest(method.toUpperCase(java.util.Locale.ROOT), path, body);
        assertEquals(status, answer.status(), () -> answer.body().toString());
        assertEquals(
                List.of(),
                schema.check(template, method, status, answer.body()),
                () -> path + " " + answer.body());
        return answer.body();
    }

    private JsonNode described(String template, String path) {
        return described("get", template, path, 200, null);
    }

    @Test
    void theCheckerFindsWhatIsWrong() {
        assertFalse(
                schema.check("/gateway/bot", "get", 200, json("{'url':'ws://x','shards':'1'}"))
                        .isEmpty());
        assertFalse(schema.check("/users/@me", "get", 200, json("{'id':'abc'}")).isEmpty());
        assertTrue(schema.check("/gateway", "get", 200, json("{'url':'ws://x'}")).isEmpty());
    }

    @Test
    void whatABotReadsAtItsStart() {
        described("/gateway", "/gateway");
        described("/gateway/bot", "/gateway/bot");
        described("/users/@me", "/users/@me");
        described("/applications/@me", "/applications/@me");
        described("/oauth2/applications/@me", "/oauth2/applications/@me");
        described("/users/{user_id}", "/users/" + client.user("ada"));
        described("/users/@me/guilds", "/users/@me/guilds");
    }

    @Test
    void guildsChannelsRolesAndMembers() {
        var guild = "/guilds/" + client.guildId();
        described("/guilds/{guild_id}", guild + "?with_counts=true");
        described("/guilds/{guild_id}/channels", guild + "/channels");
        described("/guilds/{guild_id}/roles", guild + "/roles");
        described(
                "/guilds/{guild_id}/roles/{role_id}", guild + "/roles/" + client.role("Moderator"));
        described("/guilds/{guild_id}/members", guild + "/members?limit=100");
        described("/guilds/{guild_id}/members/search", guild + "/members/search?query=a&limit=5");
        described(
                "/guilds/{guild_id}/members/{user_id}", guild + "/members/" + client.user("milo"));
        for (var channel : client.guild().path("channels")) {
            described("/channels/{channel_id}", "/channels/" + channel.path("id").asText());
        }
        described(
                "post",
                "/users/@me/channels",
                "/users/@me/channels",
                200,
                json("{'recipient_id':'%s'}".formatted(client.user("ada"))));
    }

    @Test
    void moderation() {
        var guild = "/guilds/" + client.guildId();
        var ben = guild + "/members/" + client.user("ben");
        var role = ben + "/roles/" + client.role("Lightkeeper");
        for (var method : List.of("PUT", "DELETE")) {
            assertEquals(204, client.rest(method, role, null).status());
        }
        described(
                "patch",
                "/guilds/{guild_id}/members/{user_id}",
                ben,
                200,
                json("{'nick':'Benny','communication_disabled_until':null}"));
        described("patch", "/guilds/{guild_id}/members/{user_id}", ben, 200, json("{'nick':null}"));
        var joined = Json.object().put("kind", "join").put("guildId", client.guildId());
        var id = client.act(joined.put("name", "Otis")).body().path("userId").asText();
        described(
                "post",
                "/guilds/{guild_id}/bulk-ban",
                guild + "/bulk-ban",
                200,
                json("{'user_ids':['%s'],'delete_message_seconds':0}".formatted(id)));
        described("/guilds/{guild_id}/bans", guild + "/bans");
        described("/guilds/{guild_id}/bans/{user_id}", guild + "/bans/" + id);
    }

    @Test
    void whatNoOtherTestAsksFor() {
        var guild = "/guilds/" + client.guildId();
        described("/guilds/{guild_id}/preview", guild + "/preview");
        described("/guilds/{guild_id}/regions", guild + "/regions");
        described("/guilds/{guild_id}/roles/member-counts", guild + "/roles/member-counts");
        var own = "/guilds/{guild_id}/members/@me";
        described("patch", own, guild + "/members/@me", 200, json("{'nick':'Dockhand'}"));
        described("patch", own, guild + "/members/@me", 200, json("{'nick':null}"));
        var application = "/applications/" + client.application();
        var template = "/applications/{application_id}";
        described("patch", template, application, 200, json("{'description':'d'}"));
        var channel = "/channels/" + client.channel("bank");
        assertEquals(204, client.rest("POST", channel + "/typing", null).status());
        var webhook = client.rest("POST", channel + "/webhooks", json("{'name':'Bell'}")).body();
        var one = "/webhooks/" + webhook.path("id").asText();
        described("/webhooks/{webhook_id}", one);
        assertEquals(204, client.rest("DELETE", one, null).status());
    }

    @Test
    void commandsOfAGuild() {
        var guild = "/applications/{application_id}/guilds/{guild_id}/commands";
        var path = "/applications/%s/guilds/%s/commands";
        var all = path.formatted(client.application(), client.guildId());
        var spec = json("{'name':'moor','description':'x','name_localizations':{'de':'vertäuen'}}");
        var made = described("post", guild, all, 201, spec);
        var one = all + "/" + made.path("id").asText();
        described(guild + "/{command_id}", one);
        var changed = json("{'description':'y'}");
        described("patch", guild + "/{command_id}", one, 200, changed);
        assertFalse(described(guild, all).get(0).has("name_localizations"));
        var whole = described(guild, all + "?with_localizations=true").get(0);
        assertEquals("vertäuen", whole.at("/name_localizations/de").asText());
        assertEquals(204, client.rest("DELETE", one, null).status());
        var wrong = json("{'name':'x','description':'x','name_localizations':{'xx':'y'}}");
        assertEquals(50035, client.rest("POST", all, wrong).code());
    }

    @Test
    void messages() {
        var messages = "/channels/" + client.channel("bank") + "/messages";
        var sent = described("post", "/channels/{channel_id}/messages", messages, 200, json(RICH));
        var one = messages + "/" + sent.path("id").asText();
        client.act(
                client.act("react", "ada", "bank")
                        .put("messageId", sent.path("id").asText())
                        .put("content", "⚓"));
        var reply =
                "{'content':'x','message_reference':{'message_id':'%s'}}"
                        .formatted(sent.path("id").asText());
        described("post", "/channels/{channel_id}/messages", messages, 200, json(reply));
        described("get", "/channels/{channel_id}/messages/{message_id}", one, 200, null);
        described(
                "patch",
                "/channels/{channel_id}/messages/{message_id}",
                one,
                200,
                json("{'content':'y'}"));
        described("/channels/{channel_id}/messages", messages + "?limit=20");
    }

    @Test
    void commands() {
        var commands = "/applications/" + client.application() + "/commands";
        var template = "/applications/{application_id}/commands";
        var declared =
                json(
                        """
                        [{'name':'pay','description':'x','options':[{'type':6,'name':'member','description':'x','required':true},{'type':4,'name':'amount','description':'x','required':true,'min_value':1},
                            {'type':3,'name':'note','description':'x','max_length':9,'choices':[{'name':'n','value':'v'}]},{'type':7,'name':'where','description':'x','channel_types':[0]}]},
                         {'name':'money','description':'x','default_member_permissions':'32','contexts':[0],'options':[{'type':2,'name':'admin','description':'x','options':[{'type':1,'name':'add','description':'x'}]}]},
                         {'name':'Look','type':2}]\
                        """);
        var registered = described("put", template, commands, 200, declared);
        described(template, commands);
        described(
                template + "/{command_id}", commands + "/" + registered.get(0).path("id").asText());
        described("post", template, commands, 201, json("{'name':'new','description':'x'}"));
    }

    @Test
    void interactionsAndTheirMessages() {
        client.register(json("[{'name':'ping','description':'x'}]"));
        try (var gateway = client.login(GUILDS)) {
            client.act(client.command("ping", "ada"));
            var interaction = gateway.await("INTERACTION_CREATE").path("d");
            var webhook = callback(interaction, "{'type':4,'data':%s}".formatted(RICH));
            var original =
                    described(
                            "get",
                            "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
                            webhook + "/messages/@original",
                            200,
                            null);
            described(
                    "patch",
                    "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
                    webhook + "/messages/@original",
                    200,
                    json("{'content':'z'}"));
            described(
                    "post",
                    "/webhooks/{webhook_id}/{webhook_token}",
                    webhook,
                    200,
                    json("{'content':'more','flags':64}"));
            client.act(
                    client.act("component", "ben", "general")
                            .put("messageId", original.path("id").asText())
                            .put("customId", "a"));
            var pressed = gateway.await("INTERACTION_CREATE").path("d");
            var answered = callback(pressed, "{'type':4,'data':{'content':'pressed'}}");
            described(
                    "get",
                    "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
                    answered + "/messages/@original",
                    200,
                    null);
            clock.advance(Duration.ofSeconds(5));
        }
    }

    private String callback(JsonNode interaction, String body) {
        var path =
                "/interactions/%s/%s/callback"
                        .formatted(
                                interaction.path("id").asText(),
                                interaction.path("token").asText());
        described(
                "post",
                "/interactions/{interaction_id}/{interaction_token}/callback",
                path + "?with_response=true",
                200,
                json(body));
        return "/webhooks/" + client.application() + "/" + interaction.path("token").asText();
    }
}
