package dev.holdfast.gateway.guild;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.Answer;
import dev.holdfast.gateway.discord.Call;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.EventListener;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/**
 * The guilds the bot is in, as Discord's events tell of them: as much as permissions and names
 * need, and no members. Safe for any thread.
 */
@Singleton
public final class Guilds implements EventListener {

    private final DiscordRest rest;
    private final ConcurrentMap<Long, Guild> guilds = new ConcurrentHashMap<>();

    @Inject
    Guilds(DiscordRest rest) {
        this.rest = rest;
    }

    /** What the member may do in the channel; empty where the guild is not known (yet). */
    public Optional<Permissions> permissions(
            GuildId guild, ChannelId channel, UserId user, List<RoleId> roles) {
        return Optional.ofNullable(guilds.get(guild.value()))
                .flatMap(known -> withChannel(known, channel.value()))
                .flatMap(known ->
                        known.governing(channel.value())
                                .map(place ->
                                        MemberPermissions.of(
                                                known, place, user.value(), values(roles))));
    }

    public Optional<String> roleName(GuildId guild, RoleId role) {
        return Optional.ofNullable(guilds.get(guild.value()))
                .flatMap(known -> known.role(role.value()))
                .map(Guild.Role::name);
    }

    public Optional<String> channelName(GuildId guild, ChannelId channel) {
        return Optional.ofNullable(guilds.get(guild.value()))
                .flatMap(known -> Optional.ofNullable(known.channels().get(channel.value())))
                .map(Guild.Channel::name);
    }

    /** How many guilds the bot is in. */
    public int count() {
        return guilds.size();
    }

    @Override
    public void hear(String type, JsonNode data) {
        switch (type) {
            case "READY" -> keepOnly(data.path("guilds"));
            case "GUILD_CREATE" -> created(data);
            case "GUILD_UPDATE" -> change(data, "id", guild -> updated(guild, data));
            case "GUILD_DELETE" -> deleted(data);
            case "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE" ->
                    change(data, guild -> guild.with(GuildReader.role(data.path("role"))));
            case "GUILD_ROLE_DELETE" ->
                    change(data, guild -> guild.withoutRole(data.path("role_id").asLong()));
            case "CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE" ->
                    change(data, guild -> guild.with(GuildReader.channel(data)));
            case "CHANNEL_DELETE", "THREAD_DELETE" ->
                    change(data, guild -> guild.withoutChannel(data.path("id").asLong()));
            default -> {
                // Nothing that decides over permissions.
            }
        }
    }

    private void created(JsonNode data) {
        if (!data.path("unavailable").asBoolean()) {
            var guild = GuildReader.guild(data);
            guilds.put(guild.id(), guild);
        }
    }

    /** A guild that is unavailable has not been left. */
    private void deleted(JsonNode data) {
        if (!data.path("unavailable").asBoolean()) {
            guilds.remove(data.path("id").asLong());
        }
    }

    private static Guild updated(Guild guild, JsonNode data) {
        return new Guild(
                guild.id(),
                data.path("owner_id").asLong(guild.owner()),
                data.has("roles") ? GuildReader.roles(data.path("roles")) : guild.roles(),
                guild.channels());
    }

    private void keepOnly(JsonNode listed) {
        var ids = listed.findValuesAsText("id").stream().map(Long::parseLong).toList();
        guilds.keySet().retainAll(ids);
    }

    private void change(JsonNode data, UnaryOperator<Guild> change) {
        change(data, "guild_id", change);
    }

    private void change(JsonNode data, String id, UnaryOperator<Guild> change) {
        guilds.computeIfPresent(data.path(id).asLong(), (_, guild) -> change.apply(guild));
    }

    /** An archived thread is told of by no event, so it is asked for. */
    private Optional<Guild> withChannel(Guild guild, long channel) {
        if (guild.channels().containsKey(channel)) {
            return Optional.of(guild);
        }
        return switch (rest.send(Call.get("/channels/" + channel))) {
            case Answer.Done(var json) when json.path("guild_id").asLong() == guild.id() -> {
                var found = GuildReader.channel(json);
                guilds.computeIfPresent(guild.id(), (_, known) -> known.with(found));
                yield Optional.of(guild.with(found));
            }
            case Answer.Done _, Answer.Refused _, Answer.Unanswered _ -> Optional.empty();
        };
    }

    private static List<Long> values(List<RoleId> roles) {
        return roles.stream().map(RoleId::value).toList();
    }
}
