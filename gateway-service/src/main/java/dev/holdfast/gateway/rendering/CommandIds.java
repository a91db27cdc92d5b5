package dev.holdfast.gateway.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.protocol.GuildId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Discord's ids of the commands that everybody's servers have, and those of the operators', by
 * which a command in a text can be clicked. They are learnt whenever Discord lists the commands, at
 * every start. Safe for any thread.
 */
@Singleton
public final class CommandIds {

    private static final int SLASH = 1;

    private final Map<String, String> byRoot = new ConcurrentHashMap<>();
    private final Map<GuildId, Map<String, String>> byGuild = new ConcurrentHashMap<>();

    /** Takes them from Discord's list of the commands. */
    public void learn(JsonNode listed) {
        byRoot.putAll(ids(listed));
    }

    /** The same for those that one guild has besides. */
    public void learn(GuildId guild, JsonNode listed) {
        byGuild.put(guild, ids(listed));
    }

    private static Map<String, String> ids(JsonNode listed) {
        var ids = roots(listed);
        ids.values().removeIf(id -> !id.matches("[0-9]{1,20}"));
        return Map.copyOf(ids);
    }

    /** The slash commands of a list, with their ids; an entry of a menu cannot be clicked. */
    public static Map<String, String> roots(JsonNode listed) {
        var roots = new HashMap<String, String>();
        for (var command : listed) {
            if (command.path("type").asInt(SLASH) == SLASH) {
                roots.put(command.path("name").asText(), command.path("id").asText());
            }
        }
        return roots;
    }

    /** Whether all of these can be clicked. */
    public boolean know(Collection<String> roots) {
        return byRoot.keySet().containsAll(roots);
    }

    /** The id of the command with that first word, as the guild has it. */
    Optional<String> of(String root, GuildId guild) {
        var here = byGuild.getOrDefault(guild, Map.of());
        return Optional.ofNullable(here.get(root)).or(() -> Optional.ofNullable(byRoot.get(root)));
    }
}
