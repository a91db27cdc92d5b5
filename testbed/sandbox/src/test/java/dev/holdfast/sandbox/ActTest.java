package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ActTest extends SandboxTest {
    @BeforeEach
    void register() {
        client.register(
                json(
                        """
                        [{'name':'ping','description':'x'},
                         {'name':'admin','description':'x','default_member_permissions':'32'},
                         {'name':'guild','description':'x','contexts':[0]},
                         {'name':'set','description':'x','options':[
                           {'type':4,'name':'amount','description':'x','required':true,'min_value':1,'max_value':10},
                           {'type':3,'name':'size','description':'x','choices':[{'name':'Small','value':'s'}]},
                           {'type':3,'name':'word','description':'x','max_length':3},
                           {'type':6,'name':'member','description':'x'},
                           {'type':5,'name':'sure','description':'x'}]}]\
                        """));
    }

    private ObjectNode set(String options) {
        var act = client.command("set", "ada");
        act.set("options", json(options));
        return act;
    }

    /** Lengths are code points, in the sandbox too. */
    @Test
    void anEmojiIsOneCharacter() {
        var options = "[{'name':'amount','value':5},{'name':'word','value':'😀😀😀'}]";
        try (var _ = client.login(GUILDS)) {
            assertEquals(200, client.act(set(options)).status());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|needs the option 'amount'",
                "[{'name':'amount','value':0}]|between 1 and 10",
                "[{'name':'amount','value':11}]|between 1 and 10",
                "[{'name':'amount','value':1.5}]|whole number",
                "[{'name':'amount','value':'5'}]|whole number",
                "[{'name':'amount','value':5,'type':3}]|is of type 4",
                "[{'name':'amount','value':5},{'name':'amount','value':6}]|given twice",
                "[{'name':'amount','value':5},{'name':'colour','value':'x'}]|no option 'colour'",
                "[{'name':'amount','value':5},{'name':'size','value':'x'}]|not one of its choices",
                "[{'name':'amount','value':5},{'name':'word','value':'long'}]|characters long",
                "[{'name':'amount','value':5},{'name':'word','value':'😀😀😀😀'}]|characters long",
                "[{'name':'amount','value':5},{'name':'member','value':'12'}]|known user",
                "[{'name':'amount','value':5},{'name':'sure','value':'yes'}]|true or false",
            })
    void optionsAreCheckedAsDiscordsClientDoes(String options, String reason) {
        var refused = client.act(set(options));
        assertEquals(409, refused.status());
        assertEquals("application/problem+json", refused.header("content-type"));
        assertTrue(
                refused.body().path("detail").asText().contains(reason),
                () -> refused.body().toString());
    }

    @Test
    void rawSendsWhatAModifiedClientCould() {
        try (var gateway = client.login(GUILDS)) {
            assertEquals(
                    200,
                    client.act(set("[{'name':'amount','type':4,'value':-5}]").put("raw", true))
                            .status());
            var options =
                    gateway.await("INTERACTION_CREATE").path("d").path("data").path("options");
            assertEquals(-5, options.get(0).path("value").asInt());
            assertEquals(200, client.act(client.command("gone", "ada").put("raw", true)).status());
            assertEquals(
                    "gone",
                    gateway.await("INTERACTION_CREATE")
                            .path("d")
                            .path("data")
                            .path("name")
                            .asText());
        }
    }

    @Test
    void whatCannotBeUnderstoodIsSaid() {
        refused(400, "kind is 'dance'", Json.object().put("kind", "dance"));
        refused(400, "'colour' is not known", client.command("ping", "ada").put("colour", "red"));
        refused(400, "userId is missing", Json.object().put("kind", "message").put("content", "x"));
        refused(400, "is not an id", client.command("ping", "ada").put("userId", "ada"));
        refused(404, "no command 'pong'", client.command("pong", "ada"));
        refused(404, "no user 1", client.command("ping", "ada").put("userId", "1"));
        refused(409, "is a bot", client.command("ping", "ada").put("userId", client.user("Gull")));
        refused(409, "lacks the permissions", client.command("admin", "ada"));
        refused(
                409,
                "cannot be used here",
                Json.object()
                        .put("kind", "command")
                        .put("name", "guild")
                        .put("userId", client.user("ada")));
        refused(400, "not in guild", client.command("ping", "ada").put("guildId", "1"));
        assertEquals(400, client.send("POST", "/sandbox/act", json("[]")).status());
        assertEquals(200, client.act(client.command("admin", "milo")).status());
    }

    private void refused(int status, String reason, ObjectNode act) {
        var refused = client.act(act);
        assertEquals(status, refused.status(), () -> refused.body().toString());
        assertTrue(
                refused.body().path("detail").asText().contains(reason),
                () -> refused.body().toString());
    }

    @Test
    void aWaitingCallerGetsTheAnswerItself() {
        try (var gateway = client.login(GUILDS)) {
            var answering =
                    Thread.ofVirtual()
                            .start(() -> {
                                var interaction = gateway.await("INTERACTION_CREATE").path("d");
                                var path =
                                        "/api/v10/interactions/%s/%s/callback"
                                                .formatted(
                                                        interaction.path("id").asText(),
                                                        interaction.path("token").asText());
                                client.send(
                                        "POST", path, json("{'type':4,'data':{'content':'pong'}}"));
                            });
            var waited =
                    client.send("POST", "/sandbox/act?wait=5000", client.command("ping", "ada"));
            assertTrue(answering.isAlive() || waited.status() == 200);
            assertEquals("REPLIED", waited.body().path("state").asText());
            assertEquals("pong", waited.body().path("reply").path("content").asText());
        }
    }

    @Test
    void reactionsAreCountedAndTold() {
        try (var gateway = client.login(GUILDS | (1 << 10))) {
            var message =
                    client.act(client.act("message", "ada", "games").put("content", "like this"))
                            .body()
                            .path("messageId")
                            .asText();
            for (var person : new String[] {"ben", "milo", "ben"}) {
                assertEquals(
                        200,
                        client.act(
                                        client.act("react", person, "games")
                                                .put("messageId", message)
                                                .put("content", "⚓"))
                                .status());
            }
            assertEquals(
                    "⚓",
                    gateway.await("MESSAGE_REACTION_ADD")
                            .path("d")
                            .path("emoji")
                            .path("name")
                            .asText());
            var read =
                    client.get("/channels/" + client.channel("games") + "/messages/" + message)
                            .body();
            assertEquals(2, read.path("reactions").get(0).path("count").asInt());
        }
    }
}
