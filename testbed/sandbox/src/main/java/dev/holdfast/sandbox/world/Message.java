package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message in a channel; an ephemeral one is seen only by the person its origin names.
 *
 * @param sender the webhook that wrote it, where it was one
 * @param forwarded the message it passes on, in Discord's shape, with where it came from
 */
public record Message(
        Snowflake id,
        Snowflake channelId,
        Snowflake authorId,
        int type,
        MessageBody body,
        @Nullable Instant editedAt,
        @Nullable Origin origin,
        @Nullable Snowflake repliesTo,
        @Nullable String nonce,
        List<Reaction> reactions,
        @Nullable Instant pinnedAt,
        @Nullable Sender sender,
        @Nullable ObjectNode forwarded)
        implements Entity {
    public static final int DEFAULT = 0;
    public static final int PINNED = 6;
    public static final int JOIN = 7;
    public static final int THREAD_CREATED = 18;
    public static final int REPLY = 19;
    public static final int COMMAND = 20;
    public static final int THREAD_STARTER = 21;
    public static final int AUTO_MODERATION = 24;
    public static final int POLL_RESULT = 46;

    public Message {
        reactions = List.copyOf(reactions);
    }

    @Override
    public String key() {
        return channelId + "/" + id;
    }

    @JsonIgnore
    public boolean ephemeral() {
        return (body.flags() & MessageBody.EPHEMERAL) != 0;
    }

    /** Whose bot hears of its components: the author, or the one that made the webhook. */
    public Snowflake application() {
        return sender == null || sender.applicationId() == null ? authorId : sender.applicationId();
    }

    /** Whether this person may see it, given that they see the channel. */
    public boolean visibleTo(Snowflake user) {
        return !ephemeral()
                || authorId.equals(user)
                || (origin != null && origin.userId().equals(user));
    }

    public Message edited(MessageBody newBody, @Nullable Instant at) {
        return with(newBody, at, reactions, pinnedAt);
    }

    public Message withReactions(List<Reaction> changed) {
        return with(body, editedAt, changed, pinnedAt);
    }

    public Message pinned(@Nullable Instant at) {
        return with(body, editedAt, reactions, at);
    }

    private Message with(
            MessageBody newBody,
            @Nullable Instant newEditedAt,
            List<Reaction> newReactions,
            @Nullable Instant newPinnedAt) {
        return new Message(
                id,
                channelId,
                authorId,
                type,
                newBody,
                newEditedAt,
                origin,
                repliesTo,
                nonce,
                newReactions,
                newPinnedAt,
                sender,
                forwarded);
    }
}
