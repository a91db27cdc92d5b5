package dev.holdfast.gateway.permission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the commands are called that Discord has under an id. Discord keeps an id as long as there
 * is a command of that name, so nothing is asked twice. Safe for any thread.
 */
@Singleton
final class CommandNames {

    private static final int MOST = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int SLASH = 1;

    /** Of commands that are gone, and of entries of menus, which nobody types. */
    private static final String NOBODY = "";

    private final DiscordRest rest;
    private final Map<Long, String> names =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
                    return size() > MOST;
                }
            };

    CommandNames(DiscordRest rest) {
        this.rest = rest;
    }

    /**
     * The names of those commands; what is no command any more has an empty one.
     *
     * @return empty where Discord does not say
     */
    Optional<Map<Long, String>> names(long application, long guild, Set<Long> ids) {
        if (!knows(ids)) {
            var everywhere = ask("/applications/%d/commands".formatted(application));
            everywhere.ifPresent(this::learn);
            if (everywhere.isEmpty()) {
                return Optional.empty();
            }
        }
        if (!knows(ids)) {
            var here = ask("/applications/%d/guilds/%d/commands".formatted(application, guild));
            here.ifPresent(this::learn);
            if (here.isEmpty()) {
                return Optional.empty();
            }
            forget(ids);
        }
        return Optional.of(known(ids));
    }

    private Optional<JsonNode> ask(String path) {
        return switch (rest.send(RestCall.get(path), PATIENCE)) {
            case RestAnswer.Done(var list) -> Optional.of(list);
            case RestAnswer.Refused _, RestAnswer.Unanswered _, RestAnswer.Unsent _ ->
                    Optional.empty();
        };
    }

    private synchronized boolean knows(Collection<Long> ids) {
        return names.keySet().containsAll(ids);
    }

    private synchronized void learn(JsonNode commands) {
        for (var command : commands) {
            var isSlash = command.path("type").asInt(SLASH) == SLASH;
            names.put(
                    command.path("id").asLong(), isSlash ? command.path("name").asText() : NOBODY);
        }
    }

    private synchronized void forget(Collection<Long> ids) {
        ids.forEach(id -> names.putIfAbsent(id, NOBODY));
    }

    private synchronized Map<Long, String> known(Collection<Long> ids) {
        var known = new HashMap<Long, String>();
        ids.forEach(id -> known.put(id, names.getOrDefault(id, NOBODY)));
        return known;
    }
}
