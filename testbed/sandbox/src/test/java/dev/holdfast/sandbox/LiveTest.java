package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What an open page is told, and what not. */
@QuarkusTest
class LiveTest extends BotTest {
    private GatewayClient page(String person) {
        return client.connect("sandbox/live?user=" + client.user(person));
    }

    private static boolean sees(JsonNode state, String channel) {
        return StreamSupport.stream(
                        state.path("guilds").get(0).path("channels").spliterator(), false)
                .anyMatch(each -> each.path("name").asText().equals(channel));
    }

    @Test
    void aPageBeginsWithWhatThisPersonSees() {
        try (var ada = page("ada");
                var milo = page("milo")) {
            var hers = ada.await("STATE").path("d");
            assertFalse(sees(hers, "moderators"));
            assertFalse(hers.path("messages").has(client.channel("moderators")));
            assertEquals(client.user("ada"), hers.path("me").asText());
            assertEquals(
                    client.application(),
                    hers.path("directs").get(0).path("recipients").get(1).path("id").asText());
            assertTrue(sees(milo.await("STATE").path("d"), "moderators"));
        }
    }

    @Test
    void anEphemeralReplyIsToldToOnePersonOnly() {
        try (var ada = page("ada");
                var ben = page("ben")) {
            ada.await("STATE");
            ben.await("STATE");
            var interaction = start(client.command("ping", "ada"));
            assertEquals(
                    "PENDING", ada.await("INTERACTION_STATE").path("d").path("state").asText());
            answer(interaction, "{'type':4,'data':{'content':'psst','flags':64}}");
            assertEquals("psst", ada.await("MESSAGE_CREATE").path("d").path("content").asText());
            client.act(client.act("message", "milo", "moderators").put("content", "closed"));
            client.act(client.act("message", "milo", "general").put("content", "open"));
            // A direct channel is opened for who looks for the first time.
            var aside = Set.of("CHANNEL_CREATE", "SANDBOX_ONLINE");
            var told = ben.next(frame -> !aside.contains(frame.path("t").asText()));
            assertEquals("open", told.path("d").path("content").asText(), told::toString);
        }
    }

    @Test
    void commandsAndAnswersComeLive() {
        try (var ada = page("ada")) {
            ada.await("STATE");
            client.register(json("[{'name':'new','description':'x'}]"));
            assertEquals(
                    "new",
                    ada.await("SANDBOX_COMMANDS")
                            .path("d")
                            .path("commands")
                            .get(0)
                            .path("name")
                            .asText());
            var interaction = start(client.command("new", "ada"));
            answer(
                    interaction,
                    "{'type':9,'data':{'custom_id':'m','title':'M','components':[{'type':1,'components':[{'type':4,'custom_id':'a','label':'A','style':1}]}]}}");
            var shown = ada.next(frame -> frame.path("d").path("state").asText().equals("MODAL"));
            assertEquals("M", shown.path("d").path("shown").path("title").asText());
        }
    }

    @Test
    void aBotIsOnlineWhileItHoldsAConnection() {
        try (var ada = page("ada")) {
            var begun = ada.await("STATE").path("d").path("online");
            assertEquals(client.application(), begun.get(0).asText());
            gateway.close();
            var left = ada.await("SANDBOX_ONLINE").path("d").path("online").toString();
            assertFalse(left.contains(client.application()), left);
        }
    }

    @Test
    void whatIsOlderIsReadPageByPageAndOnlyByWhoSeesTheChannel() {
        for (var line = 1; line <= 5; line++) {
            client.act(client.act("message", "milo", "moderators").put("content", "line " + line));
        }
        var path = "/sandbox/messages?user=%s&channel=" + client.channel("moderators");
        var his = path.formatted(client.user("milo")) + "&limit=2&before=";
        var newest = client.send("GET", his + Long.MAX_VALUE, null).body();
        assertTrue(newest.path("older").asBoolean());
        assertEquals("line 5", newest.at("/messages/1/content").asText());
        var before = newest.at("/messages/0/id").asText();
        var earlier = client.send("GET", his + before, null).body().path("messages");
        assertEquals("line 3", earlier.path(1).path("content").asText());
        var hers = path.formatted(client.user("ada")) + "&before=" + before;
        assertEquals(404, client.send("GET", hers, null).status());
        assertEquals(400, client.send("GET", his + "soon", null).status());
    }
}
