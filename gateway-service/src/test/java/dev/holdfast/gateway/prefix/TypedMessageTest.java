package dev.holdfast.gateway.prefix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import org.junit.jupiter.api.Test;

class TypedMessageTest {

    private static final String MESSAGE =
            """
            {"id":"1573287653799881728","channel_id":"7","guild_id":"8","type":0,
             "content":" !pay <@12> 5 ","author":{"id":"11","username":"ada","global_name":"Ada"},
             "member":{"nick":"Captain","roles":["9"]},
             "mentions":[{"id":"12","username":"ben","global_name":null,"bot":false}]}
            """;

    private final ObjectNode json = read();

    @Test
    void knowsWhoWroteWhereAndWhoIsMentioned() {
        var message = TypedMessage.of(json).orElseThrow();
        assertEquals("Captain", message.name());
        assertEquals("!pay <@12> 5", message.text());
        assertEquals(new GuildId(8), message.guild());
        assertEquals("ben", message.mentioned().get(new UserId(12)).name());
    }

    @Test
    void takesAMessageWithoutAGuildForADirectOne() {
        json.remove("guild_id");
        json.remove("member");
        var message = TypedMessage.of(json).orElseThrow();
        assertEquals(GuildId.DIRECT, message.guild());
        assertEquals("Ada", message.name());
    }

    @Test
    void hearsNoBotsNoWebhooksAndNothingThatNobodyWrote() {
        json.withObject("/author").put("bot", true);
        assertTrue(TypedMessage.of(json).isEmpty());
        assertTrue(TypedMessage.of(read().put("webhook_id", "5")).isEmpty());
        assertTrue(TypedMessage.of(read().put("type", 18)).isEmpty());
        assertTrue(TypedMessage.of(read().put("content", "")).isEmpty());
    }

    private static ObjectNode read() {
        try {
            return (ObjectNode) new ObjectMapper().readTree(MESSAGE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
