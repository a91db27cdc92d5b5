package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.ProgressUpdate;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far a typed slow command is, as the channel sees it. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class TypedProgressTest extends GatewayInTheWorld {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int UNTIL_FORGOTTEN = 500;

    @Test
    void standsInOneMessageThatGivesWayToTheAnswer() {
        economy.reached(new ProgressUpdate(4, 10, 130L));
        economy.failWith(Problem.Kind.STILL_RUNNING, UNTIL_FORGOTTEN);
        var asked = discord.write("ada", "bank", "!ponder").path("messageId").asText();
        await().atMost(LONG).until(() -> cards().size() == 1);
        var card = cards().getFirst();
        assertEquals(
                "### ⏳ Working on /ponder\n▰▰▰▰▱▱▱▱▱▱ 40%\n-# 4 of 10 · about 3 min left",
                Sandbox.words(card));
        assertEquals(0, answers(asked).size(), "it is no answer");

        economy.reached(new ProgressUpdate(8, 10, 30L));
        await().atMost(LONG).until(() -> Sandbox.words(cards().getFirst()).contains("80%"));
        assertEquals(1, cards().size());
        assertEquals(card.path("id"), cards().getFirst().path("id"));

        economy.forgetFailures();
        await().atMost(LONG).until(() -> !answers(asked).isEmpty());
        assertEquals(List.of(), cards());
        var answer = answers(asked).getFirst();
        assertTrue(Sandbox.words(answer).contains("for ponder"), answer::toString);
        assertNotEquals(card.path("id"), answer.path("id"), "an edit would notify nobody");
        assertEquals(1, answers(asked).size());
    }

    @Test
    void isNotShownOfOneThatIsQuick() {
        var asked = discord.write("ada", "bank", "!ponder").path("messageId").asText();
        await().atMost(LONG).until(() -> !answers(asked).isEmpty());
        var since = Long.parseLong(asked);
        assertEquals(1, own().stream().filter(it -> it.path("id").asLong() > since).count());
    }

    private List<JsonNode> cards() {
        return own().stream().filter(each -> Sandbox.words(each).contains("▱")).toList();
    }

    private List<JsonNode> answers(String asked) {
        return own().stream()
                .filter(each ->
                        each.path("message_reference").path("message_id").asText().equals(asked))
                .toList();
    }

    private List<JsonNode> own() {
        var bot = discord.person("Holdfast");
        return messages("bank").stream()
                .filter(each -> each.path("author").path("id").asText().equals(bot))
                .toList();
    }
}
