package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InteractionTest extends SandboxTest {
    private static final int EPHEMERAL = 64;
    private static final int LOADING = 128;

    private GatewayClient gateway;

    @BeforeEach
    void login() {
        gateway = client.login(GUILDS | MESSAGES | CONTENT);
        client.register(
                json(
                        """
                        [{'name':'ping','description':'x'},
                         {'name':'pay','description':'x','options':[{'type':6,'name':'member','description':'x','required':true},{'type':4,'name':'amount','description':'x','required':true}]},
                         {'name':'money','description':'x','options':[{'type':2,'name':'admin','description':'x','options':[{'type':1,'name':'add','description':'x'}]}]},
                         {'name':'fruit','description':'x','options':[{'type':3,'name':'kind','description':'x','required':true,'autocomplete':true}]}]\
                        """));
    }

    @AfterEach
    void logout() {
        gateway.close();
    }

    private JsonNode start(ObjectNode act) {
        var started = client.act(act);
        assertEquals(200, started.status(), () -> started.body().toString());
        var id = started.body().path("interactionId").asText();
        return gateway.next(frame ->
                        frame.path("t").asText().equals("INTERACTION_CREATE")
                                && frame.path("d").path("id").asText().equals(id))
                .path("d");
    }

    private Client.Answer answer(JsonNode interaction, String body) {
        return client.send(
                "POST",
                "/api/v10/interactions/%s/%s/callback"
                        .formatted(
                                interaction.path("id").asText(),
                                interaction.path("token").asText()),
                json(body));
    }

    private String webhook(JsonNode interaction) {
        return "/api/v10/webhooks/"
                + client.application()
                + "/"
                + interaction.path("token").asText();
    }

    private JsonNode reported(JsonNode interaction) {
        return client.send("GET", "/sandbox/interactions/" + interaction.path("id").asText(), null)
                .body();
    }

    private JsonNode original(JsonNode interaction) {
        return client.send("GET", webhook(interaction) + "/messages/@original", null).body();
    }

    @Test
    void aCommandArrivesAsDiscordSendsIt() {
        var act = client.command("pay", "ada");
        act.set(
                "options",
                json(
                        "[{'name':'member','type':6,'value':'%s'},{'name':'amount','type':4,'value':5}]"
                                .formatted(client.user("ben"))));
        var interaction = start(act);
        assertEquals(2, interaction.path("type").asInt());
        assertEquals(client.application(), interaction.path("application_id").asText());
        assertEquals(
                client.user("ada"), interaction.path("member").path("user").path("id").asText());
        assertEquals(client.guildId(), interaction.path("guild_id").asText());
        assertEquals(0, interaction.path("context").asInt());
        assertEquals(5, interaction.path("data").path("options").get(1).path("value").asInt());
        var resolved = interaction.path("data").path("resolved");
        assertEquals(
                "ben", resolved.path("users").path(client.user("ben")).path("username").asText());
        assertTrue(resolved.path("members").path(client.user("ben")).has("permissions"));
        assertEquals(
                client.guildId(),
                interaction.path("authorizing_integration_owners").path("0").asText());
        for (var field :
                new String[] {
                    "locale",
                    "guild_locale",
                    "app_permissions",
                    "entitlements",
                    "channel",
                    "version"
                }) {
            assertTrue(interaction.has(field), field);
        }
    }

    @Test
    void subcommandsAreNamedInFull() {
        var act = client.command("money", "ada");
        act.set("options", json("[{'name':'admin','type':2,'options':[{'name':'add','type':1}]}]"));
        assertEquals("money admin add", reported(start(act)).path("name").asText());
    }

    @Test
    void permissionsFollowRolesAndOverwrites() {
        var ada = permissions(start(client.command("ping", "ada")));
        assertFalse(has(ada, 1L << 5));
        assertTrue(has(ada, 1L << 11));
        assertTrue(has(permissions(start(client.command("ping", "milo"))), 1L << 5));
        var marina = permissions(start(client.command("ping", "marina")));
        assertTrue(has(marina, 1L << 3));
        var closed = client.act("command", "milo", "moderators").put("name", "ping");
        assertTrue(has(permissions(start(closed)), 1L << 10));
        assertEquals(
                404,
                client.act(client.act("command", "ada", "moderators").put("name", "ping"))
                        .status());
    }

    private static long permissions(JsonNode interaction) {
        return interaction.path("member").path("permissions").asLong();
    }

    private static boolean has(long permissions, long bit) {
        return (permissions & bit) == bit;
    }

    @Test
    void inADirectMessageThereIsAUserAndNoMember() {
        var interaction =
                start(
                        Json.object()
                                .put("kind", "command")
                                .put("name", "ping")
                                .put("userId", client.user("ben")));
        assertEquals(1, interaction.path("context").asInt());
        assertEquals(client.user("ben"), interaction.path("user").path("id").asText());
        assertFalse(interaction.has("member") || interaction.has("guild_id"));
        assertEquals("0", interaction.path("authorizing_integration_owners").path("0").asText());
    }

    @Test
    void aReplyIsAMessageThatNamesWhoAsked() {
        var interaction = start(client.command("ping", "ada"));
        assertEquals(204, answer(interaction, "{'type':4,'data':{'content':'pong'}}").status());
        var message = gateway.await("MESSAGE_CREATE").path("d");
        assertEquals("pong", message.path("content").asText());
        assertEquals(20, message.path("type").asInt());
        assertEquals("ping", message.path("interaction_metadata").path("name").asText());
        assertEquals(
                client.user("ada"),
                message.path("interaction_metadata").path("user").path("id").asText());
        assertEquals("REPLIED", reported(interaction).path("state").asText());
        assertEquals("pong", original(interaction).path("content").asText());
    }

    @Test
    void anAnswerCanBeAskedForWithItsMessage() {
        var interaction = start(client.command("ping", "ada"));
        var path =
                "/api/v10/interactions/%s/%s/callback?with_response=true"
                        .formatted(
                                interaction.path("id").asText(),
                                interaction.path("token").asText());
        var response = client.send("POST", path, json("{'type':5,'data':{'flags':64}}")).body();
        assertTrue(response.path("interaction").path("response_message_loading").asBoolean());
        assertTrue(response.path("interaction").path("response_message_ephemeral").asBoolean());
        assertEquals(5, response.path("resource").path("type").asInt());
    }

    @Test
    void aSecondAnswerIsRefused() {
        var interaction = start(client.command("ping", "ada"));
        answer(interaction, "{'type':4,'data':{'content':'pong'}}");
        var second = answer(interaction, "{'type':4,'data':{'content':'pong'}}");
        assertEquals(400, second.status());
        assertEquals(40060, second.code());
    }

    @Test
    void afterThreeSecondsTheInteractionIsUnknown() {
        var interaction = start(client.command("ping", "ada"));
        clock.advance(Duration.ofMillis(3_100));
        var late = answer(interaction, "{'type':4,'data':{'content':'pong'}}");
        assertEquals(404, late.status());
        assertEquals(10062, late.code());
        var waited =
                client.send(
                        "GET",
                        "/sandbox/interactions/" + interaction.path("id").asText() + "?wait=2000",
                        null);
        assertEquals("FAILED", waited.body().path("state").asText());
        assertEquals(
                10015, client.send("POST", webhook(interaction), json("{'content':'x'}")).code());
    }

    @Test
    void aGuessedTokenIsUnknown() {
        var interaction = start(client.command("ping", "ada"));
        var guessed = ((ObjectNode) interaction.deepCopy()).put("token", "guessed");
        assertEquals(10062, answer(guessed, "{'type':4,'data':{'content':'x'}}").code());
        assertEquals(10015, client.send("POST", webhook(guessed), json("{'content':'x'}")).code());
    }

    @Test
    void aDeferredReplyThinksUntilItIsEdited() {
        var interaction = start(client.command("ping", "ada"));
        assertEquals(
                10015,
                client.send(
                                "PATCH",
                                webhook(interaction) + "/messages/@original",
                                json("{'content':'early'}"))
                        .code());
        answer(interaction, "{'type':5}");
        assertEquals(LOADING, gateway.await("MESSAGE_CREATE").path("d").path("flags").asInt());
        assertEquals("DEFERRED", reported(interaction).path("state").asText());
        var edited =
                client.send(
                        "PATCH",
                        webhook(interaction) + "/messages/%40original",
                        json("{'content':'done'}"));
        assertEquals("done", edited.body().path("content").asText());
        assertEquals(0, edited.body().path("flags").asInt());
        assertTrue(edited.body().path("edited_timestamp").isNull());
        assertEquals("REPLIED", reported(interaction).path("state").asText());
    }

    @Test
    void theFirstFollowUpToADeferredReplyTakesItsPlace() {
        var interaction = start(client.command("ping", "ada"));
        answer(interaction, "{'type':5,'data':{'flags':64}}");
        var thinking = original(interaction);
        var first = client.send("POST", webhook(interaction), json("{'content':'here'}")).body();
        assertEquals(thinking.path("id"), first.path("id"));
        assertEquals(EPHEMERAL, first.path("flags").asInt());
        var second =
                client.send("POST", webhook(interaction), json("{'content':'and more'}")).body();
        assertNotEquals(thinking.path("id"), second.path("id"));
        assertEquals(
                204,
                client.send(
                                "DELETE",
                                webhook(interaction) + "/messages/" + second.path("id").asText(),
                                null)
                        .status());
        assertEquals(
                10008,
                client.send(
                                "GET",
                                webhook(interaction) + "/messages/" + second.path("id").asText(),
                                null)
                        .code());
    }

    @Test
    void theTokenDiesAfterFifteenMinutes() {
        var interaction = start(client.command("ping", "ada"));
        answer(interaction, "{'type':5}");
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        var late =
                client.send(
                        "PATCH",
                        webhook(interaction) + "/messages/@original",
                        json("{'content':'late'}"));
        assertEquals(401, late.status());
        assertEquals(50027, late.code());
    }

    @Test
    void anEphemeralReplyIsSeenByOnePersonAndByNoBot() {
        var interaction = start(client.command("ping", "ada"));
        answer(interaction, "{'type':4,'data':{'content':'psst','flags':64}}");
        var id = original(interaction).path("id").asText();
        assertEquals(
                10008,
                client.get("/channels/" + client.channel("general") + "/messages/" + id).code());
        var inState =
                Client.find(
                        client.state().path("messages").path(client.channel("general")), "id", id);
        assertEquals(EPHEMERAL, inState.path("flags").asInt());
        client.act(client.act("message", "ada", "general").put("content", "loud"));
        assertEquals("loud", gateway.await("MESSAGE_CREATE").path("d").path("content").asText());
        var press =
                client.act("component", "ben", "general").put("messageId", id).put("customId", "x");
        assertEquals(404, client.act(press).status());
    }

    private static final String BUTTONS =
            "'components':[{'type':1,'components':[{'type':2,'style':1,'label':'Next','custom_id':'next'},{'type':2,'style':2,'label':'Off','custom_id':'off','disabled':true}]}]";

    private String withButtons() {
        var interaction = start(client.command("ping", "ada"));
        assertEquals(
                204,
                answer(interaction, "{'type':4,'data':{'content':'page 1'," + BUTTONS + "}}")
                        .status());
        return original(interaction).path("id").asText();
    }

    private ObjectNode press(String messageId, String customId) {
        return client.act("component", "ben", "general")
                .put("messageId", messageId)
                .put("customId", customId);
    }

    @Test
    void aButtonUpdatesItsMessage() {
        var message = withButtons();
        var pressed = start(press(message, "next").put("componentType", 2));
        assertEquals(3, pressed.path("type").asInt());
        assertEquals("next", pressed.path("data").path("custom_id").asText());
        assertEquals(message, pressed.path("message").path("id").asText());
        answer(pressed, "{'type':7,'data':{'content':'page 2'}}");
        var updated = gateway.await("MESSAGE_UPDATE").path("d");
        assertEquals("page 2", updated.path("content").asText());
        assertEquals(1, updated.path("components").size());
        assertFalse(updated.path("edited_timestamp").isNull());
    }

    @Test
    void aDeferredUpdateEditsTheMessageLater() {
        var message = withButtons();
        var pressed = start(press(message, "next"));
        answer(pressed, "{'type':6}");
        client.send(
                "PATCH",
                webhook(pressed) + "/messages/@original",
                json("{'content':'page 3','components':[]}"));
        assertEquals(
                "page 3",
                client.get("/channels/" + client.channel("general") + "/messages/" + message)
                        .body()
                        .path("content")
                        .asText());
        assertEquals(404, client.act(press(message, "next")).status());
    }

    @Test
    void aPressThatNobodyCouldMakeIsRefused() {
        var message = withButtons();
        assertEquals(404, client.act(press(message, "other")).status());
        assertEquals(409, client.act(press(message, "off")).status());
        assertEquals(409, client.act(press(message, "next").put("componentType", 3)).status());
        assertEquals(404, client.act(press("1", "next")).status());
    }

    @Test
    void aSelectTakesOnlyWhatItOffers() {
        var interaction = start(client.command("ping", "ada"));
        answer(
                interaction,
                "{'type':4,'data':{'components':[{'type':1,'components':[{'type':3,'custom_id':'pick','options':[{'label':'A','value':'a'},{'label':'B','value':'b'}]}]}]}}");
        var pick = press(original(interaction).path("id").asText(), "pick");
        pick.putArray("values").add("c");
        assertEquals(409, client.act(pick).status());
        pick.putArray("values").add("a").add("b");
        assertEquals(409, client.act(pick).status());
        pick.putArray("values").add("b");
        assertEquals("b", start(pick).path("data").path("values").get(0).asText());
    }

    @Test
    void aFormIsOpenedFilledAndSent() {
        var interaction = start(client.command("ping", "ada"));
        answer(
                interaction,
                "{'type':9,'data':{'custom_id':'form','title':'Form','components':[{'type':1,'components':[{'type':4,'custom_id':'ship','label':'Ship','style':1,'max_length':5}]}]}}");
        assertEquals("form", reported(interaction).path("reply").path("custom_id").asText());
        var submit = client.act("modal", "ada", "general").put("customId", "form");
        assertEquals(409, client.act(fields(submit, "ship", "")).status());
        assertEquals(409, client.act(fields(submit, "ship", "much too long")).status());
        assertEquals(409, client.act(fields(submit, "cargo", "x")).status());
        var sent = start(fields(submit, "ship", "Kelp"));
        assertEquals(5, sent.path("type").asInt());
        assertEquals(
                "Kelp",
                sent.path("data")
                        .path("components")
                        .get(0)
                        .path("components")
                        .get(0)
                        .path("value")
                        .asText());
        assertEquals(404, client.act(submit).status());
        assertEquals(400, answer(sent, "{'type':9,'data':{}}").status());
        answer(sent, "{'type':4,'data':{'content':'thanks'}}");
        assertEquals(
                "ping",
                original(sent)
                        .path("interaction_metadata")
                        .path("triggering_interaction_metadata")
                        .path("name")
                        .asText());
    }

    private static ObjectNode fields(ObjectNode submit, String name, String text) {
        submit.putObject("fields").put(name, text);
        return submit;
    }

    @Test
    void autocompletionIsAnsweredWithChoices() {
        var act = client.command("fruit", "ada").put("kind", "autocomplete");
        act.set("options", json("[{'name':'kind','type':3,'value':'ap','focused':true}]"));
        var interaction = start(act);
        assertEquals(4, interaction.path("type").asInt());
        assertTrue(interaction.path("data").path("options").get(0).path("focused").asBoolean());
        assertEquals(400, answer(interaction, "{'type':4,'data':{'content':'x'}}").status());
        assertEquals(
                50035,
                answer(interaction, "{'type':8,'data':{'choices':[{'name':'x','value':7}]}}")
                        .code());
        assertEquals(
                204,
                answer(
                                interaction,
                                "{'type':8,'data':{'choices':[{'name':'Apple','value':'apple'}]}}")
                        .status());
        assertEquals(
                "Apple",
                reported(interaction).path("reply").path("choices").get(0).path("name").asText());
    }

    @Test
    void anInvalidAnswerChangesNothing() {
        var interaction = start(client.command("ping", "ada"));
        assertEquals(50006, answer(interaction, "{'type':4,'data':{'content':''}}").code());
        assertEquals(50035, answer(interaction, "{'type':7,'data':{'content':'x'}}").code());
        assertEquals(50035, answer(interaction, "{'type':4}").code());
        assertEquals("PENDING", reported(interaction).path("state").asText());
        assertEquals(204, answer(interaction, "{'type':4,'data':{'content':'now'}}").status());
    }
}
