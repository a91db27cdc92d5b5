package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.chat.MentionReader;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.form.MessageForm;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Mentions;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.Sender;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every way to send or edit a message has in common: mentions, files, emptiness. */
@Singleton
class MessagePosting {
    private final World world;
    private final Chat chat;
    private final MentionReader mentions;
    private final Attachments attachments;

    MessagePosting(World world, Chat chat, MentionReader mentions, Attachments attachments) {
        this.world = world;
        this.chat = chat;
        this.mentions = mentions;
        this.attachments = attachments;
    }

    /** The body of a new message with its files. */
    MessageBody body(Call call, Snowflake author, MessageForm form, Channel channel, int flags) {
        return body(call, author, form, channel, flags, Optional.empty());
    }

    /** The same in answer to somebody. */
    MessageBody body(
            Call call,
            Snowflake author,
            MessageForm form,
            Channel channel,
            int flags,
            Optional<Snowflake> answered) {
        var pinged = mentions.read(form.words(), channel, author, form.allowed(), answered);
        var body = form.body(pinged, attachments.keep(call, channel.id()), flags);
        if (body.blank()) throw DiscordError.emptyMessage();
        return body;
    }

    /** The body of a message that is edited, with the files that it keeps. */
    MessageBody edited(Call call, Field asked, Message message, Channel channel) {
        var form = MessageForm.read(asked, message.body());
        var author = message.authorId();
        var none = Optional.<Snowflake>empty();
        var pinged = mentions.read(form.words(), channel, author, form.allowed(), none);
        var before = message.body().attachments();
        var files = attachments.keep(call, channel.id(), before, asked);
        var kept = message.body().flags() & MessageBody.EPHEMERAL;
        var body = form.body(pinged, files, (form.flags() & ~MessageBody.EPHEMERAL) | kept);
        if (body.blank()) throw DiscordError.emptyMessage();
        return body;
    }

    /** A forum thread's first message has the thread's id. */
    Message first(Channel thread, Snowflake author, MessageBody body) {
        return chat.send(message(thread.id(), thread, author, body, null, null), thread);
    }

    /** Passes another message on. */
    Message forward(Channel channel, Snowflake author, ObjectNode forwarded) {
        var body = MessageBody.text("", Mentions.NONE).withFlags(MessageBody.HAS_SNAPSHOT);
        var message = message(world.nextId(), channel, author, body, null, forwarded);
        return chat.send(message, channel);
    }

    Message asWebhook(Channel channel, Sender sender, MessageBody body) {
        var id = world.nextId();
        return chat.send(message(id, channel, sender.webhookId(), body, sender, null), channel);
    }

    private static Message message(
            Snowflake id,
            Channel channel,
            Snowflake author,
            MessageBody body,
            @Nullable Sender sender,
            @Nullable ObjectNode forwarded) {
        return new Message(
                id,
                channel.id(),
                author,
                Message.DEFAULT,
                body,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                sender,
                forwarded);
    }
}
