package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One use of a command, component, modal or autocompletion and how far its answer has come.
 *
 * @param sourceMessageId the message whose component was used
 * @param responseId the message that answers it
 * @param focusedType the option type being completed; 0 for all but autocompletion
 * @param shown the modal or the choices it was answered with
 * @param trigger what opened the modal that was sent
 * @param applicationId whose bot is to answer
 */
public record Interaction(
        Snowflake id,
        String token,
        int type,
        String name,
        int focusedType,
        Snowflake userId,
        @Nullable Snowflake guildId,
        Snowflake channelId,
        Instant createdAt,
        State state,
        @Nullable Snowflake sourceMessageId,
        @Nullable Snowflake responseId,
        @Nullable ObjectNode shown,
        @Nullable Origin trigger,
        Snowflake applicationId)
        implements Entity {
    public static final int COMMAND = 2;
    public static final int COMPONENT = 3;
    public static final int AUTOCOMPLETE = 4;
    public static final int MODAL = 5;

    /** How far the answer has come. */
    public enum State {
        /** Waiting for its first answer. */
        PENDING,
        /** "Thinking": an answer was promised. */
        DEFERRED,
        /** A component was acknowledged; its message may change later. */
        DEFERRED_UPDATE,
        /** Answered with a message. */
        REPLIED,
        /** The component's message was changed. */
        UPDATED,
        /** A modal is open. */
        MODAL,
        /** The modal it opened was sent. */
        SUBMITTED,
        /** Autocompletion was answered. */
        CHOICES,
        /** No answer came within three seconds. */
        FAILED
    }

    @Override
    public String key() {
        return id.toString();
    }

    /** As the application's own; earlier journals name none. */
    Interaction of(Snowflake application) {
        return new Interaction(
                id,
                token,
                type,
                name,
                focusedType,
                userId,
                guildId,
                channelId,
                createdAt,
                state,
                sourceMessageId,
                responseId,
                shown,
                trigger,
                application);
    }

    public Interaction answered(State newState, @Nullable Snowflake newResponseId) {
        return new Interaction(
                id,
                token,
                type,
                name,
                focusedType,
                userId,
                guildId,
                channelId,
                createdAt,
                newState,
                sourceMessageId,
                newResponseId,
                shown,
                trigger,
                applicationId);
    }

    public Interaction shows(State newState, ObjectNode newShown) {
        return new Interaction(
                id,
                token,
                type,
                name,
                focusedType,
                userId,
                guildId,
                channelId,
                createdAt,
                newState,
                sourceMessageId,
                responseId,
                newShown,
                trigger,
                applicationId);
    }

    public Origin origin(boolean followUp) {
        return new Origin(id, type, name, userId, followUp, sourceMessageId, guildId, trigger);
    }
}
