package dev.holdfast.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Interaction;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.Origin;
import dev.holdfast.sandbox.world.Poll;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages as Discord writes them; called under the world's lock. */
@Singleton
public class MessageShapes {
    private final World world;
    private final GuildShapes guilds;

    MessageShapes(World world, GuildShapes guilds) {
        this.world = world;
        this.guilds = guilds;
    }

    public ObjectNode message(Message message) {
        var node = plain(message);
        if (message.repliesTo() != null) {
            reference(node, message);
            var referenced = world.messages.find(message.channelId(), message.repliesTo());
            node.set("referenced_message", referenced.map(this::plain).orElse(null));
        }
        return node;
    }

    /** As events carry it: with the guild, and the membership of the author and those mentioned. */
    public ObjectNode event(Message message, Channel channel) {
        var node = message(message);
        node.put("channel_type", channel.type());
        if (channel.guildId() == null) return node;
        node.put("guild_id", channel.guildId().toString());
        world.member(channel.guildId(), message.authorId())
                .ifPresent(member -> node.set("member", guilds.partialMember(member)));
        for (var mentioned : node.path("mentions")) {
            var id = Snowflake.of(mentioned.path("id").asText());
            world.member(channel.guildId(), id)
                    .ifPresent(member ->
                            ((ObjectNode) mentioned).set("member", guilds.partialMember(member)));
        }
        return node;
    }

    private ObjectNode plain(Message message) {
        var body = message.body();
        var node = Json.object();
        node.put("id", message.id().toString()).put("channel_id", message.channelId().toString());
        node.put("type", message.type()).put("content", body.content()).put("flags", body.flags());
        node.set("author", author(message));
        node.put("timestamp", Json.moment(message.id().createdAt()));
        node.put("edited_timestamp", Json.moment(message.editedAt()));
        node.put("tts", false).put("pinned", message.pinnedAt() != null);
        node.put("mention_everyone", body.mentions().everyone());
        node.set("mentions", GuildShapes.list(body.mentions().users(), guilds::user));
        node.set("mention_roles", GuildShapes.ids(body.mentions().roles()));
        node.set("attachments", body.attachments());
        node.set("embeds", body.embeds());
        node.set("components", body.components());
        if (message.nonce() != null) node.put("nonce", message.nonce());
        if (!message.reactions().isEmpty()) reactions(node, message);
        if (body.poll() != null) node.set("poll", poll(message, body.poll(), null));
        if (message.origin() != null) origin(node, message, message.origin());
        var sender = message.sender();
        if (sender != null) {
            node.put("webhook_id", sender.webhookId().toString());
            if (sender.applicationId() != null) {
                node.put("application_id", sender.applicationId().toString());
            }
        }
        if (message.forwarded() != null) node.setAll(message.forwarded());
        if ((body.flags() & MessageBody.HAS_THREAD) != 0) {
            world.channels
                    .find(message.id())
                    .ifPresent(thread -> node.set("thread", guilds.channel(thread)));
        }
        return node;
    }

    /** As that person sees it. */
    public static ObjectNode poll(Message message, Poll poll, @Nullable Snowflake viewer) {
        var node = poll.asked().deepCopy();
        node.put("expiry", Json.moment(poll.expiry(message.id())));
        var results = node.putObject("results").put("is_finalized", poll.endedAt() != null);
        var counts = results.putArray("answer_counts");
        for (var answer = 1; poll.has(answer); answer++) {
            var voters = poll.voters(answer);
            var own = viewer != null && voters.contains(viewer);
            if (voters.isEmpty()) continue;
            counts.addObject().put("id", answer).put("count", voters.size()).put("me_voted", own);
        }
        return node;
    }

    private ObjectNode author(Message message) {
        var sender = message.sender();
        if (sender == null) return guilds.user(message.authorId());
        return GuildShapes.webhookUser(sender);
    }

    private void reference(ObjectNode node, Message message) {
        var reference = node.putObject("message_reference").put("type", 0);
        reference.put("channel_id", message.channelId().toString());
        reference.put("message_id", String.valueOf(message.repliesTo()));
        world.channels
                .find(message.channelId())
                .map(Channel::guildId)
                .ifPresent(guildId -> reference.put("guild_id", guildId.toString()));
    }

    private static void reactions(ObjectNode node, Message message) {
        var reactions = node.putArray("reactions");
        for (var reaction : message.reactions()) {
            var count = reaction.users().size();
            var entry =
                    reactions
                            .addObject()
                            .put("count", count)
                            .put("me", false)
                            .put("me_burst", false);
            entry.putObject("count_details").put("burst", 0).put("normal", count);
            entry.putArray("burst_colors");
            entry.set("emoji", emoji(reaction.emoji()));
        }
    }

    /** The sign itself, or a guild's own as name and id. */
    public static ObjectNode emoji(String emoji) {
        var colon = emoji.lastIndexOf(':');
        var own = colon > 0 ? Snowflake.parse(emoji.substring(colon + 1)) : Optional.empty();
        if (own.isEmpty()) return Json.object().putNull("id").put("name", emoji);
        var node = Json.object().put("id", emoji.substring(colon + 1));
        return node.put("name", emoji.substring(0, colon));
    }

    private void origin(ObjectNode node, Message message, Origin origin) {
        node.put("application_id", message.authorId().toString());
        node.put("webhook_id", message.authorId().toString());
        var metadata = metadata(origin);
        node.set("interaction_metadata", metadata);
        if (origin.followUp()) {
            world.interactions
                    .find(origin.interactionId())
                    .map(Interaction::responseId)
                    .ifPresent(id -> metadata.put("original_response_message_id", id.toString()));
        } else if (origin.type() == Interaction.COMMAND) {
            var interaction = node.putObject("interaction");
            interaction.put("id", origin.interactionId().toString()).put("type", origin.type());
            interaction.put("name", origin.name());
            interaction.set("user", guilds.user(origin.userId()));
        }
    }

    private ObjectNode metadata(Origin origin) {
        var metadata = Json.object();
        metadata.put("id", origin.interactionId().toString()).put("type", origin.type());
        metadata.set("user", guilds.user(origin.userId()));
        metadata.set("authorizing_integration_owners", owners(origin.guildId()));
        if (origin.type() == Interaction.COMMAND) metadata.put("name", origin.name());
        if (origin.type() == Interaction.COMPONENT && origin.sourceMessageId() != null) {
            metadata.put("interacted_message_id", origin.sourceMessageId().toString());
        }
        if (origin.trigger() != null) {
            metadata.set("triggering_interaction_metadata", metadata(origin.trigger()));
        }
        return metadata;
    }

    /** Installed in the guild (0); "0" stands for a direct message with the bot. */
    public static ObjectNode owners(@Nullable Snowflake guildId) {
        return Json.object().put("0", guildId == null ? "0" : guildId.toString());
    }
}
