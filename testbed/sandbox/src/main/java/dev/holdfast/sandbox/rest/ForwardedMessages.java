package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.wire.MessageShapes;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Messages that pass on another one as it stood. */
@Singleton
class ForwardedMessages {
    private static final int FORWARD = 1;

    private final World world;
    private final MessageShapes shapes;
    private final Authority authority;

    ForwardedMessages(World world, MessageShapes shapes, Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.authority = authority;
    }

    /** What is passed on, where the form says so; called inside a change of the world. */
    Optional<ObjectNode> read(Call call, Field form) {
        var reference = form.get("message_reference");
        if (!reference.raw().isObject()) return Optional.empty();
        if (reference.get("type").raw().asInt() != FORWARD) return Optional.empty();
        if (reference.get("channel_id").require() && reference.get("message_id").require()) {
            return Optional.of(snapshot(call, reference));
        }
        form.refuseErrors();
        return Optional.empty();
    }

    private ObjectNode snapshot(Call call, Field reference) {
        var channelId = reference.get("channel_id").snowflake().orElse(new Snowflake(0));
        var messageId = reference.get("message_id").snowflake().orElse(new Snowflake(0));
        reference.refuseErrors();
        var channel = authority.channel(call, channelId, Permission.READ_MESSAGE_HISTORY);
        var message =
                world.messages
                        .find(channel.id(), messageId)
                        .filter(found -> !found.ephemeral())
                        .orElseThrow(DiscordError::unknownMessage);
        var node = Json.object();
        var origin = node.putObject("message_reference").put("type", FORWARD);
        origin.put("channel_id", channel.id().toString()).put("message_id", messageId.toString());
        if (channel.guildId() != null) origin.put("guild_id", channel.guildId().toString());
        node.putArray("message_snapshots")
                .addObject()
                .set(
                        "message",
                        shapes.message(message)
                                .retain(
                                        "type",
                                        "content",
                                        "embeds",
                                        "attachments",
                                        "timestamp",
                                        "edited_timestamp",
                                        "flags",
                                        "mentions",
                                        "mention_roles",
                                        "components"));
        return node;
    }
}
