package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An effect on a guild as a whole or on one of its channels. */
public sealed interface GuildEffect extends Effect {

    /**
     * What the channel allows and denies a role or a person, whatever their roles say.
     *
     * @param role {@code null}: it is about a person; the guild's own id is everyone
     * @param user {@code null}: it is about a role
     * @param allow {@code null}, as {@code deny}: the channel says nothing about them
     */
    record Overwrite(
            ChannelId channel,
            @Nullable RoleId role,
            @Nullable UserId user,
            @Nullable Permissions allow,
            @Nullable Permissions deny)
            implements GuildEffect {

        public Overwrite {
            Required.field("channel", channel);
            if ((role == null) == (user == null)) {
                throw new IllegalArgumentException("An overwrite is about a role or a user.");
            }
            if ((allow == null) != (deny == null)) {
                throw new IllegalArgumentException(
                        "An overwrite has both 'allow' and 'deny', or is removed with neither.");
            }
            if (allow != null && deny != null && (allow.bits() & deny.bits()) != 0) {
                throw new IllegalArgumentException("A permission is allowed or denied, not both.");
            }
        }

        public static Overwrite of(
                ChannelId channel, RoleId role, Permissions allow, Permissions deny) {
            return new Overwrite(channel, role, null, allow, deny);
        }

        public static Overwrite of(
                ChannelId channel, UserId user, Permissions allow, Permissions deny) {
            return new Overwrite(channel, null, user, allow, deny);
        }

        /** The channel says nothing about the role any more. */
        public static Overwrite none(ChannelId channel, RoleId role) {
            return new Overwrite(channel, role, null, null, null);
        }

        /** The channel says nothing about the person any more. */
        public static Overwrite none(ChannelId channel, UserId user) {
            return new Overwrite(channel, null, user, null, null);
        }

        /** The id of the role or person, which is the overwrite's as well. */
        public long holder() {
            return role == null ? Objects.requireNonNull(user).value() : role.value();
        }

        /** Whether the channel says nothing about them any more. */
        @JsonIgnore
        public boolean isRemoved() {
            return allow == null;
        }
    }

    /**
     * Nobody joins by an invite until then.
     *
     * @param until at most 24 hours ahead when it is done; {@code null}: invites work again
     */
    record PauseInvites(@Nullable Instant until) implements GuildEffect {}

    /** The bot is not in the guild. */
    record Leave() implements GuildEffect {}
}
