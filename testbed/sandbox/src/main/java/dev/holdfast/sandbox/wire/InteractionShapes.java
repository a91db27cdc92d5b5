package dev.holdfast.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Interaction;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** INTERACTION_CREATE as Discord sends it; called under the world's lock. */
@Singleton
public class InteractionShapes {
    private static final int LARGEST_ATTACHMENT = 10 * 1024 * 1024;
    private static final int IN_GUILD = 0;
    private static final int IN_DIRECT_MESSAGE = 1;

    private final World world;
    private final GuildShapes guilds;
    private final MessageShapes messages;

    InteractionShapes(World world, GuildShapes guilds, MessageShapes messages) {
        this.world = world;
        this.guilds = guilds;
        this.messages = messages;
    }

    public ObjectNode create(
            Interaction interaction, Channel channel, ObjectNode data, @Nullable Message source) {
        var node = Json.object();
        var bot = interaction.applicationId();
        node.put("id", interaction.id().toString()).put("application_id", bot.toString());
        node.put("type", interaction.type()).put("token", interaction.token()).put("version", 1);
        node.set("data", data);
        node.put("channel_id", channel.id().toString());
        node.set("channel", channel(channel, interaction.userId()));
        node.put("locale", "en-US").put("attachment_size_limit", LARGEST_ATTACHMENT);
        node.put("app_permissions", Long.toString(world.permissions(bot, channel)));
        node.putArray("entitlements");
        node.set("authorizing_integration_owners", MessageShapes.owners(channel.guildId()));
        if (source != null) node.set("message", messages.message(source));
        if (channel.guildId() == null) {
            node.put("context", IN_DIRECT_MESSAGE);
            node.set("user", guilds.user(interaction.userId()));
            return node;
        }
        node.put("context", IN_GUILD).put("guild_id", channel.guildId().toString());
        var guild = world.guilds.find(channel.guildId()).orElseThrow();
        node.put("guild_locale", guild.locale());
        var partial = node.putObject("guild").put("id", guild.id().toString());
        partial.put("locale", guild.locale()).putArray("features");
        var member = guilds.member(world.member(guild.id(), interaction.userId()).orElseThrow());
        member.put("permissions", Long.toString(world.permissions(interaction.userId(), channel)));
        member.putNull("unusual_dm_activity_until");
        node.set("member", member);
        return node;
    }

    private ObjectNode channel(Channel channel, Snowflake user) {
        var node = guilds.channel(channel);
        node.remove("permission_overwrites");
        return node.put("permissions", Long.toString(world.permissions(user, channel)));
    }

    /**
     * The people, roles, channels and messages that options or values name; empty when they name
     * none.
     */
    public ObjectNode resolved(
            Channel where,
            Snowflake invoker,
            Collection<Snowflake> users,
            Collection<Snowflake> roles,
            Collection<Snowflake> channels,
            Collection<Message> targets) {
        var node = Json.object();
        for (var id : users) resolveUser(node, where, id);
        for (var id : roles) {
            world.roles
                    .find(id)
                    .ifPresent(role ->
                            node.withObjectProperty("roles").set(id.toString(), guilds.role(role)));
        }
        for (var id : channels) {
            world.channels
                    .find(id)
                    .ifPresent(channel ->
                            node.withObjectProperty("channels")
                                    .set(id.toString(), partial(channel, invoker)));
        }
        for (var message : targets) {
            node.withObjectProperty("messages")
                    .set(message.id().toString(), messages.message(message));
        }
        return node;
    }

    private void resolveUser(ObjectNode node, Channel where, Snowflake id) {
        var user = world.users.find(id);
        if (user.isEmpty()) return;
        node.withObjectProperty("users").set(id.toString(), guilds.user(user.get()));
        if (where.guildId() == null) return;
        world.member(where.guildId(), id)
                .ifPresent(member -> {
                    var partial = guilds.partialMember(member);
                    partial.remove(List.of("mute", "deaf"));
                    partial.put("permissions", Long.toString(world.permissions(id, where)));
                    node.withObjectProperty("members").set(id.toString(), partial);
                });
    }

    private ObjectNode partial(Channel channel, Snowflake invoker) {
        var node = guilds.channel(channel);
        node.remove(List.of("permission_overwrites", "last_message_id", "rate_limit_per_user"));
        return node.put("permissions", Long.toString(world.permissions(invoker, channel)));
    }
}
