package dev.holdfast.gateway.guild;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads guilds, roles and channels from Discord's JSON. */
final class GuildReader {

    private static final int FIRST_THREAD_TYPE = 10;
    private static final int LAST_THREAD_TYPE = 12;

    private GuildReader() {}

    static Guild guild(JsonNode json) {
        var channels = new HashMap<>(channels(json.path("channels")));
        channels.putAll(channels(json.path("threads")));
        return new Guild(
                json.path("id").asLong(),
                json.path("owner_id").asLong(),
                roles(json.path("roles")),
                channels);
    }

    static Map<Long, Guild.Role> roles(JsonNode list) {
        var roles = new HashMap<Long, Guild.Role>();
        for (var json : list) {
            var role = role(json);
            roles.put(role.id(), role);
        }
        return roles;
    }

    static Guild.Role role(JsonNode json) {
        return new Guild.Role(
                json.path("id").asLong(),
                json.path("name").asText(),
                json.path("permissions").asLong());
    }

    static Map<Long, Guild.Channel> channels(JsonNode list) {
        var channels = new HashMap<Long, Guild.Channel>();
        for (var json : list) {
            var channel = channel(json);
            channels.put(channel.id(), channel);
        }
        return channels;
    }

    static Guild.Channel channel(JsonNode json) {
        var type = json.path("type").asInt();
        var isThread = type >= FIRST_THREAD_TYPE && type <= LAST_THREAD_TYPE;
        return new Guild.Channel(
                json.path("id").asLong(),
                json.path("name").asText(),
                isThread ? json.path("parent_id").asLong() : null,
                overwrites(json.path("permission_overwrites")));
    }

    private static List<Guild.Overwrite> overwrites(JsonNode list) {
        var overwrites = new ArrayList<Guild.Overwrite>();
        for (var json : list) {
            overwrites.add(
                    new Guild.Overwrite(
                            json.path("id").asLong(),
                            json.path("allow").asLong(),
                            json.path("deny").asLong()));
        }
        return overwrites;
    }
}
