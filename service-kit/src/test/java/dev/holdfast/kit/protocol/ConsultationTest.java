package dev.holdfast.kit.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsultationTest {

    private static final OperationKey REQUEST = OperationKey.of("1197245631488000001");

    private static OperationKey key(String path, Map<String, OptionValue> options) {
        return new Consultation(
                        REQUEST,
                        new GuildId(1),
                        new ChannelId(2),
                        new UserId(3),
                        "Ada",
                        CommandPath.of(path),
                        options,
                        "en-US")
                .key();
    }

    @Test
    void severalOfOneRequestHaveKeysOfTheirOwn() {
        Map<String, OptionValue> ada = Map.of("who", new OptionValue.Text("Ada"));
        Map<String, OptionValue> ben = Map.of("who", new OptionValue.Text("Ben"));
        assertEquals(key("balance", ada), key("balance", ada));
        assertNotEquals(key("balance", ada), key("balance", ben));
        assertNotEquals(key("balance", ada), key("rank", ada));
        assertEquals(REQUEST.day(), key("balance", ada).day());
    }
}
