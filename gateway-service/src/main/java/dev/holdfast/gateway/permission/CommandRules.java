package dev.holdfast.gateway.permission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a server's admins set in its Integrations about one command, or about all of the app's.
 * Immutable.
 *
 * @see <a
 *     href="https://discord.com/developers/docs/interactions/application-commands#permissions">Discord:
 *     command permissions</a>
 * @param roles by id; the server's own id is everyone
 * @param channels by id; one less than the server's id is every channel
 */
record CommandRules(
        Map<Long, Boolean> roles, Map<Long, Boolean> users, Map<Long, Boolean> channels) {

    static final CommandRules NONE = new CommandRules(Map.of(), Map.of(), Map.of());

    private static final int ROLE = 1;
    private static final int USER = 2;
    private static final int CHANNEL = 3;

    CommandRules {
        roles = Map.copyOf(roles);
        users = Map.copyOf(users);
        channels = Map.copyOf(channels);
    }

    /** Reads Discord's list of at most 100. */
    static CommandRules of(JsonNode permissions) {
        var byKind = new HashMap<Integer, Map<Long, Boolean>>();
        for (var each : permissions) {
            byKind.computeIfAbsent(each.path("type").asInt(), _ -> new HashMap<>())
                    .put(each.path("id").asLong(), each.path("permission").asBoolean());
        }
        return new CommandRules(
                byKind.getOrDefault(ROLE, Map.of()),
                byKind.getOrDefault(USER, Map.of()),
                byKind.getOrDefault(CHANNEL, Map.of()));
    }

    /** Whether it may be used in the channel; empty where nothing was set. */
    Optional<Boolean> in(long guild, long channel) {
        return Optional.ofNullable(channels.get(channel))
                .or(() -> Optional.ofNullable(channels.get(guild - 1)));
    }

    /** Whether the member may use it; empty where nothing was set. */
    Optional<Boolean> by(long guild, long user, Collection<Long> held) {
        return Optional.ofNullable(users.get(user))
                .or(() -> byRoles(held))
                .or(() -> Optional.ofNullable(roles.get(guild)));
    }

    /** What one of them allows wins over what others of them deny. */
    private Optional<Boolean> byRoles(Collection<Long> held) {
        return held.stream()
                .map(roles::get)
                .filter(set -> set != null)
                .reduce((one, other) -> one || other);
    }
}
