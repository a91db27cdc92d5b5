package dev.holdfast.smoke.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the bot wrote to who runs it. */
final class DirectMessages {

    private static final String WHY = "because you run this bot";

    private DirectMessages() {}

    /**
     * The words of each.
     *
     * @param state of the local Discord
     */
    static List<String> of(JsonNode state) {
        var all = new ArrayList<String>();
        for (var channel : state.path("messages")) {
            for (var message : channel) {
                var words =
                        String.join("\n", message.path("components").findValuesAsText("content"));
                if (words.contains(WHY)) {
                    all.add(words);
                }
            }
        }
        return all;
    }
}
