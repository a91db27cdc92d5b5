package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message in a channel; an ephemeral one is seen only by the person its origin names. */
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
        List<Reaction> reactions)
        implements Entity {
    public static final int DEFAULT = 0;
    public static final int JOIN = 7;
    public static final int REPLY = 19;
    public static final int COMMAND = 20;

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

    /** Whether this person may see it, given that they see the channel. */
    public boolean visibleTo(Snowflake user) {
        return !ephemeral()
                || authorId.equals(user)
                || (origin != null && origin.userId().equals(user));
    }

    public Message edited(MessageBody newBody, @Nullable Instant at) {
        return new Message(
                id, channelId, authorId, type, newBody, at, origin, repliesTo, nonce, reactions);
    }

    public Message withReactions(List<Reaction> changed) {
        return new Message(
                id, channelId, authorId, type, body, editedAt, origin, repliesTo, nonce, changed);
    }
}
