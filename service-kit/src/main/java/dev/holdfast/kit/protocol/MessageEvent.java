package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to a message and to the reactions under it. */
public sealed interface MessageEvent extends Event {

    ChannelId channel();

    MessageId message();

    /**
     * A person wrote a message; bots and Discord itself are left out.
     *
     * @param roles without the role that everyone has
     * @param length of its text in characters; 0 where Discord does not show the text
     * @param parent the channel that the thread belongs to; {@code null}: not in a thread
     * @param category of the channel, or of the thread's; {@code null}: in none, or not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MessagePosted(
            UserId user,
            ChannelId channel,
            MessageId message,
            List<RoleId> roles,
            int length,
            int attachments,
            @Nullable ChannelId parent,
            @Nullable ChannelId category)
            implements MessageEvent {

        public MessagePosted {
            Required.field("user", user);
            Required.field("channel", channel);
            Required.field("message", message);
            Required.field("roles", roles);
            roles = List.copyOf(roles);
        }

        @Override
        public Optional<UserId> person() {
            return Optional.of(user);
        }
    }

    /**
     * A person changed the text of their message.
     *
     * @param length of the new text in characters; 0 where Discord does not show the text
     */
    record MessageEdited(
            UserId user, ChannelId channel, MessageId message, int length, Instant edited)
            implements MessageEvent {

        public MessageEdited {
            Required.field("user", user);
            Required.field("channel", channel);
            Required.field("message", message);
            Required.field("edited", edited);
        }

        @Override
        public Optional<UserId> person() {
            return Optional.of(user);
        }
    }

    /** The message is gone, whoever wrote it. */
    record MessageDeleted(ChannelId channel, MessageId message) implements MessageEvent {

        public MessageDeleted {
            Required.field("channel", channel);
            Required.field("message", message);
        }

        @Override
        public Optional<UserId> person() {
            return Optional.empty();
        }
    }

    /**
     * The person's reaction stands under the message.
     *
     * @param emoji itself, or {@code name:id} of a guild's own
     * @param bot whether a bot reacted; this one does so too
     */
    record ReactionAdded(
            UserId user,
            ChannelId channel,
            MessageId message,
            String emoji,
            @AddedField boolean bot)
            implements MessageEvent {

        public ReactionAdded {
            Required.field("user", user);
            Required.field("channel", channel);
            Required.field("message", message);
            Required.field("emoji", emoji);
        }

        @Override
        public Optional<UserId> person() {
            return Optional.of(user);
        }
    }

    /**
     * The person's reaction stands there no longer; Discord does not say whether it was a bot's.
     */
    record ReactionRemoved(UserId user, ChannelId channel, MessageId message, String emoji)
            implements MessageEvent {

        public ReactionRemoved {
            Required.field("user", user);
            Required.field("channel", channel);
            Required.field("message", message);
            Required.field("emoji", emoji);
        }

        @Override
        public Optional<UserId> person() {
            return Optional.of(user);
        }
    }

    /**
     * Nobody's reaction stands there any longer.
     *
     * @param emoji only those with it are gone; {@code null}: all are
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReactionsCleared(ChannelId channel, MessageId message, @Nullable String emoji)
            implements MessageEvent {

        public ReactionsCleared {
            Required.field("channel", channel);
            Required.field("message", message);
        }

        @Override
        public Optional<UserId> person() {
            return Optional.empty();
        }
    }
}
