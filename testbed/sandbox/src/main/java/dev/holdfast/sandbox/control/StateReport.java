package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.ApplicationShapes;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.MessageShapes;
import dev.holdfast.sandbox.world.Application;
import dev.holdfast.sandbox.world.Bots;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Interaction;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Everything there is, for tests and for the curious. */
@Singleton
class StateReport {
    private final World world;
    private final GuildShapes guilds;
    private final MessageShapes messages;
    private final ApplicationShapes applications;
    private final Bots bots;

    StateReport(
            World world,
            GuildShapes guilds,
            MessageShapes messages,
            ApplicationShapes applications,
            Bots bots) {
        this.world = world;
        this.guilds = guilds;
        this.messages = messages;
        this.applications = applications;
        this.bots = bots;
    }

    /**
     * At most so many of each channel's newest messages, of the newest interactions, and of each
     * guild's members.
     */
    ObjectNode all(int mostMessages, int mostInteractions, int mostMembers) {
        return world.change(() -> {
            var state = Json.object().put("token", bots.token(bots.first()));
            state.set("application", applications.application());
            state.set("bots", GuildShapes.list(world.applications.all(), this::bot));
            state.set(
                    "guilds",
                    GuildShapes.list(world.guilds.all(), each -> guild(each, mostMembers)));
            state.set(
                    "commands",
                    GuildShapes.list(
                            world.commands.all(), command -> applications.command(command, false)));
            var byChannel = state.putObject("messages");
            for (var channel : world.channels.all()) {
                if (!channel.textual()) continue;
                var latest = world.messages.latest(channel.id(), mostMessages);
                byChannel.set(channel.id().toString(), GuildShapes.list(latest, messages::message));
            }
            var newest = List.copyOf(world.interactions.all());
            var from = Math.max(0, newest.size() - mostInteractions);
            state.set(
                    "interactions",
                    GuildShapes.list(newest.subList(from, newest.size()), this::interaction));
            return state;
        });
    }

    /** Called in a change of the world. */
    ObjectNode bot(Application application) {
        var node = Json.object().put("token", bots.token(application));
        node.put("client_id", application.id().toString());
        node.put("client_secret", application.secret());
        node.set("application", applications.application(application));
        return node;
    }

    private ObjectNode guild(Guild guild, int mostMembers) {
        var node = guilds.guild(guild);
        node.set("channels", GuildShapes.list(world.channelsOf(guild.id()), guilds::channel));
        node.set("threads", GuildShapes.list(world.threadsOf(guild.id()), guilds::channel));
        var members = world.membersOf(guild.id()).stream().limit(mostMembers).toList();
        node.set("members", GuildShapes.list(members, guilds::member));
        var bans =
                world.bans.all().stream().filter(ban -> ban.guildId().equals(guild.id())).toList();
        node.set("bans", GuildShapes.list(bans, guilds::ban));
        var audit = world.auditOf(guild.id());
        node.set("audit_log_entries", GuildShapes.list(audit, guilds::auditEntry));
        return node;
    }

    /** Called in a change of the world. */
    ObjectNode interaction(Interaction interaction) {
        var node =
                Json.object()
                        .put("id", interaction.id().toString())
                        .put("name", interaction.name());
        node.put("type", interaction.type()).put("userId", interaction.userId().toString());
        node.put("channelId", interaction.channelId().toString());
        node.put("state", interaction.state().name());
        var message =
                Optional.ofNullable(interaction.responseId())
                        .flatMap(id -> world.messages.find(interaction.channelId(), id));
        if (message.isPresent()) node.set("reply", messages.message(message.get()));
        else node.set("reply", interaction.shown());
        return node;
    }
}
