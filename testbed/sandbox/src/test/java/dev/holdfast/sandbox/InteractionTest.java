package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InteractionTest extends BotTest {
    private static final int EPHEMERAL = 64;
    private static final int LOADING = 128;

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
