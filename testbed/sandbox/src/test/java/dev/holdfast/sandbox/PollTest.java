package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions that messages ask. */
@QuarkusTest
class PollTest extends ListeningTest {
    private static final String POLL =
            """
            {'poll':{'question':{'text':'Where to?'},'duration':1,'answers':[\
            {'poll_media':{'text':'North','emoji':{'name':'⬆️'}}},{'poll_media':{'text':'South'}}]}}\
            """;

    private String messages;

    @BeforeEach
    void open() {
        messages = "/channels/" + client.channel("bank") + "/messages";
    }

    private String asked() {
        clock.advance(Duration.ofSeconds(5));
        var sent = call("POST", messages, POLL);
        assertEquals(200, sent.status(), () -> sent.body().toString());
        assertEquals("North", sent.body().at("/poll/answers/0/poll_media/text").asText());
        return sent.body().path("id").asText();
    }

    private int vote(String person, String message, int... answers) {
        var act = client.act("vote", person, "bank").put("messageId", message);
        var values = act.putArray("values");
        for (var answer : answers) values.add(answer);
        return client.act(act).status();
    }

    @Test
    void peopleVoteAndTheOneWhoAskedEndsIt() {
        var id = asked();
        assertEquals(200, vote("ada", id, 1));
        heard("MESSAGE_POLL_VOTE_ADD", "/user_id", client.user("ada"));
        assertEquals(200, vote("ben", id, 1));
        assertEquals(409, vote("milo", id, 1, 2), "only one");
        assertEquals(200, vote("milo", id, 2));
        assertEquals(200, vote("milo", id));
        heard("MESSAGE_POLL_VOTE_REMOVE", "/user_id", client.user("milo"));
        var poll = "/channels/" + client.channel("bank") + "/polls/" + id;
        var voters = call("GET", poll + "/answers/1", "").body().path("users");
        assertEquals(2, voters.size());
        assertEquals(520003, call("PATCH", messages + "/" + id, "{'content':'x'}").code());
        assertEquals(200, call("POST", poll + "/expire", "").status());
        var ended = heard("MESSAGE_UPDATE", "/id", id);
        assertTrue(ended.at("/poll/results/is_finalized").asBoolean());
        assertEquals(2, ended.at("/poll/results/answer_counts/0/count").asInt());
        var result = heard("MESSAGE_CREATE", "/type", "46");
        assertEquals(id, result.at("/message_reference/message_id").asText());
        assertEquals("Where to?", result.at("/embeds/0/fields/0/value").asText());
        assertEquals(520001, call("POST", poll + "/expire", "").code());
        assertEquals(409, vote("ada", id, 2), "it is over");
    }

    @Test
    void aPollEndsByItself() {
        var id = asked();
        clock.advance(Duration.ofMinutes(61));
        heard("MESSAGE_UPDATE", "/id", id);
        heard("MESSAGE_CREATE", "/message_reference/message_id", id);
    }

    @Test
    void aPollThatIsWrongIsRefusedWithEachFault() {
        var wrong =
                "{'poll':{'question':{},'answers':[{'poll_media':{'text':''}}],'duration':769}}";
        var errors = call("POST", messages, wrong).body().at("/errors/poll");
        assertTrue(errors.at("/question/text/_errors/0").isObject(), errors::toString);
        assertTrue(errors.at("/answers/0/poll_media/text/_errors/0").isObject());
        assertTrue(errors.at("/duration/_errors/0").isObject());
        var plain = call("POST", messages, "{'content':'no poll'}").body().path("id").asText();
        var poll = "/channels/" + client.channel("bank") + "/polls/" + plain;
        assertEquals(520006, call("POST", poll + "/expire", "").code());
    }
}
