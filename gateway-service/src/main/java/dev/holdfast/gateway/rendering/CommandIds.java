package dev.holdfast.gateway.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Discord's ids of the commands that everybody's servers have, by which a command in a text can be
 * clicked. They are learnt whenever Discord lists the commands, at every start. Safe for any
 * thread.
 */
@Singleton
public final class CommandIds {

    private final Map<String, String> byRoot = new ConcurrentHashMap<>();

    /** Takes them from Discord's list of the commands. */
    public void learn(JsonNode listed) {
        for (var command : listed) {
            if (command.path("id").asText().matches("[0-9]{1,20}")) {
                byRoot.put(command.path("name").asText(), command.path("id").asText());
            }
        }
    }

    /** Whether all of these can be clicked. */
    public boolean know(Collection<String> roots) {
        return byRoot.keySet().containsAll(roots);
    }

    /** The id of the command with that first word. */
    Optional<String> of(String root) {
        return Optional.ofNullable(byRoot.get(root));
    }
}
