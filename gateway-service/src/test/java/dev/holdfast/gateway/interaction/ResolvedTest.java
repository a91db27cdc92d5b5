package dev.holdfast.gateway.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Surface;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose menu was opened is only what Discord resolved, and only where the menu was opened. */
class ResolvedTest {

    private static final String MENU =
            """
            {"channel_id":"%s","guild_id":"1","data":{"target_id":"7","resolved":{
              "users":{"7":{"id":"7","username":"ben"}},"members":{"7":{"nick":"Benny"}},
              "messages":{"7":{"id":"7","channel_id":"5","content":"Ahoy",
                "author":{"id":"8","username":"ada"}}}}}}
            """;

    @Test
    void takesAMessageOfThisChannelAndNoOther() throws IOException {
        var here = (OptionValue.Message) target("5", Surface.MESSAGE_MENU).orElseThrow();
        assertEquals("Ahoy", here.text());
        assertEquals("ada", here.author().name());
        assertTrue(target("6", Surface.MESSAGE_MENU).isEmpty());
    }

    @Test
    void takesAMemberAsOthersSeeThem() throws IOException {
        var ben = (OptionValue.Person) target("5", Surface.USER_MENU).orElseThrow();
        assertEquals("Benny", ben.name());
        assertTrue(!ben.outside());
    }

    private static Optional<OptionValue> target(String channel, Surface menu) throws IOException {
        var json = new ObjectMapper().readTree(MENU.formatted(channel));
        return Resolved.of(json).target(menu);
    }
}
