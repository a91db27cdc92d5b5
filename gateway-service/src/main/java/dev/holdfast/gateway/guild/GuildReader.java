package dev.holdfast.gateway.guild;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads guilds, roles and channels from Discord's JSON. */
final class GuildReader {

    private static final int TEXT_TYPE = 0;
    private static final int ANNOUNCEMENT_TYPE = 5;
    private static final int FIRST_THREAD_TYPE = 10;
    private static final int LAST_THREAD_TYPE = 12;

    private GuildReader() {}

    /**
     * Reads a guild.
     *
     * @param self the bot's own id; the guild's members, where they are told, have its roles
     */
    static Guild guild(JsonNode json, long self) {
        var channels = new HashMap<>(channels(json.path("channels")));
        channels.putAll(channels(json.path("threads")));
        return new Guild(
                json.path("id").asLong(),
                json.path("owner_id").asLong(),
                roles(json.path("roles")),
                channels,
                own(json.path("members"), self));
    }

    /** The guild as it is once GUILD_UPDATE was heard, which may tell of a part only. */
    static Guild updated(Guild guild, JsonNode data) {
        return new Guild(
                guild.id(),
                data.path("owner_id").asLong(guild.owner()),
                data.has("roles") ? roles(data.path("roles")) : guild.roles(),
                guild.channels(),
                guild.self());
    }

    private static Guild.Self own(JsonNode members, long self) {
        for (var member : members) {
            if (member.path("user").path("id").asLong() == self) {
                return self(member, self);
            }
        }
        return new Guild.Self(self, Set.of());
    }

    /** What the bot is as a member. */
    static Guild.Self self(JsonNode member, long self) {
        var roles = new HashSet<Long>();
        member.path("roles").forEach(role -> roles.add(role.asLong()));
        return new Guild.Self(self, roles);
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
                json.path("permissions").asLong(),
                json.path("position").asInt(),
                json.path("managed").asBoolean());
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
                type == TEXT_TYPE || type == ANNOUNCEMENT_TYPE,
                isThread ? json.path("parent_id").asLong() : null,
                isThread || !json.hasNonNull("parent_id") ? null : json.path("parent_id").asLong(),
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
