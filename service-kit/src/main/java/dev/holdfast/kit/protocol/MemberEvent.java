package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to a person in a guild. */
public sealed interface MemberEvent extends Event {

    UserId user();

    @Override
    default Optional<UserId> person() {
        return Optional.of(user());
    }

    /**
     * The person is a member since then.
     *
     * @param pending whether they have yet to accept the guild's rules
     */
    record MemberJoined(UserId user, Instant joined, boolean bot, @AddedField boolean pending)
            implements MemberEvent {

        public MemberJoined {
            Required.field("user", user);
            Required.field("joined", joined);
        }
    }

    /**
     * How the member is now, told whenever anything about them changed; for a service that wants
     * their roles and nothing else there is {@link RolesChanged}.
     *
     * @param nickname {@code null}: they have none here
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MemberChanged(GuildMember member, @Nullable String nickname) implements MemberEvent {

        public MemberChanged {
            Required.field("member", member);
        }

        @Override
        public UserId user() {
            return member.user();
        }
    }

    /**
     * The member has these roles.
     *
     * @param roles all of them, without the role that everyone has
     */
    record RolesChanged(UserId user, List<RoleId> roles) implements MemberEvent {

        public RolesChanged {
            Required.field("user", user);
            Required.field("roles", roles);
            roles = List.copyOf(roles);
        }
    }

    /** The person is no member any more: gone, kicked or banned. */
    record MemberLeft(UserId user) implements MemberEvent {

        public MemberLeft {
            Required.field("user", user);
        }
    }

    /** The person is banned, whether they were a member or not. */
    record BanAdded(UserId user) implements MemberEvent {

        public BanAdded {
            Required.field("user", user);
        }
    }

    /** The person is banned no longer. */
    record BanRemoved(UserId user) implements MemberEvent {

        public BanRemoved {
            Required.field("user", user);
        }
    }

    /**
     * Where the member talks and listens.
     *
     * @param channel {@code null}: in no voice channel any more
     * @param muted nobody hears them, by themselves or by a moderator
     * @param deafened they hear nobody, by themselves or by a moderator
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VoiceChanged(
            UserId user, boolean bot, @Nullable ChannelId channel, boolean muted, boolean deafened)
            implements MemberEvent {

        public VoiceChanged {
            Required.field("user", user);
        }
    }
}
