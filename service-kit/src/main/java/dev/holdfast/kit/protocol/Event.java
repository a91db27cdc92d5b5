package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that happened on Discord, or how things stand there. Only a posted message has an id of
 * its own and is told exactly once; of all others a handler takes over how things are and never
 * adds to what was, since they can be told again.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.MessagePosted.class, name = "message-posted"),
    @JsonSubTypes.Type(value = Event.MessageDeleted.class, name = "message-deleted"),
    @JsonSubTypes.Type(value = Event.MemberJoined.class, name = "member-joined"),
    @JsonSubTypes.Type(value = Event.MemberLeft.class, name = "member-left"),
    @JsonSubTypes.Type(value = Event.RolesChanged.class, name = "roles-changed"),
    @JsonSubTypes.Type(value = Event.ReactionAdded.class, name = "reaction-added"),
    @JsonSubTypes.Type(value = Event.ReactionRemoved.class, name = "reaction-removed"),
    @JsonSubTypes.Type(value = Event.GuildJoined.class, name = "guild-joined"),
    @JsonSubTypes.Type(value = Event.GuildLeft.class, name = "guild-left"),
    @JsonSubTypes.Type(value = Event.GuildSeen.class, name = "guild-seen"),
    @JsonSubTypes.Type(value = Event.ChannelDeleted.class, name = "channel-deleted"),
    @JsonSubTypes.Type(value = Event.RoleDeleted.class, name = "role-deleted")
})
@Schema(
        oneOf = {
            Event.MessagePosted.class,
            Event.MessageDeleted.class,
            Event.MemberJoined.class,
            Event.MemberLeft.class,
            Event.RolesChanged.class,
            Event.ReactionAdded.class,
            Event.ReactionRemoved.class,
            Event.GuildJoined.class,
            Event.GuildLeft.class,
            Event.GuildSeen.class,
            Event.ChannelDeleted.class,
            Event.RoleDeleted.class
        },
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "message-posted", schema = Event.MessagePosted.class),
            @DiscriminatorMapping(value = "message-deleted", schema = Event.MessageDeleted.class),
            @DiscriminatorMapping(value = "member-joined", schema = Event.MemberJoined.class),
            @DiscriminatorMapping(value = "member-left", schema = Event.MemberLeft.class),
            @DiscriminatorMapping(value = "roles-changed", schema = Event.RolesChanged.class),
            @DiscriminatorMapping(value = "reaction-added", schema = Event.ReactionAdded.class),
            @DiscriminatorMapping(value = "reaction-removed", schema = Event.ReactionRemoved.class),
            @DiscriminatorMapping(value = "guild-joined", schema = Event.GuildJoined.class),
            @DiscriminatorMapping(value = "guild-left", schema = Event.GuildLeft.class),
            @DiscriminatorMapping(value = "guild-seen", schema = Event.GuildSeen.class),
            @DiscriminatorMapping(value = "channel-deleted", schema = Event.ChannelDeleted.class),
            @DiscriminatorMapping(value = "role-deleted", schema = Event.RoleDeleted.class)
        })
public sealed interface Event {

    /**
     * A person wrote a message; bots and Discord itself are left out.
     *
     * @param roles without the role that everyone has
     * @param length of its text in characters; 0 where Discord does not show the text
     */
    record MessagePosted(
            UserId user,
            ChannelId channel,
            MessageId message,
            List<RoleId> roles,
            int length,
            int attachments)
            implements Event {

        public MessagePosted {
            Required.field("user", user);
            Required.field("channel", channel);
            Required.field("message", message);
            Required.field("roles", roles);
            roles = List.copyOf(roles);
        }
    }

    /** The message is gone, whoever wrote it. */
    record MessageDeleted(ChannelId channel, MessageId message) implements Event {

        public MessageDeleted {
            Required.field("channel", channel);
            Required.field("message", message);
        }
    }

    /** The person is a member since then. */
    record MemberJoined(UserId user, Instant joined, boolean bot) implements Event {

        public MemberJoined {
            Required.field("user", user);
            Required.field("joined", joined);
        }
    }

    /** The person is no member any more: gone, kicked or banned. */
    record MemberLeft(UserId user) implements Event {

        public MemberLeft {
            Required.field("user", user);
        }
    }

    /**
     * The member has these roles.
     *
     * @param roles all of them, without the role that everyone has
     */
    record RolesChanged(UserId user, List<RoleId> roles) implements Event {

        public RolesChanged {
            Required.field("user", user);
            Required.field("roles", roles);
            roles = List.copyOf(roles);
        }
    }

    /**
     * The person's reaction stands under the message.
     *
     * @param emoji itself, or {@code name:id} of a guild's own
     */
    record ReactionAdded(UserId user, ChannelId channel, MessageId message, String emoji)
            implements Event {

        public ReactionAdded {
            Required.field("user", user);
            Required.field("channel", channel);
            Required.field("message", message);
            Required.field("emoji", emoji);
        }
    }

    /** The person's reaction stands there no longer. */
    record ReactionRemoved(UserId user, ChannelId channel, MessageId message, String emoji)
            implements Event {

        public ReactionRemoved {
            Required.field("user", user);
            Required.field("channel", channel);
            Required.field("message", message);
            Required.field("emoji", emoji);
        }
    }

    /** The bot is in the guild since then. */
    record GuildJoined(Instant joined) implements Event {

        public GuildJoined {
            Required.field("joined", joined);
        }
    }

    /** The bot is in the guild no longer; an outage of Discord is not that. */
    record GuildLeft() implements Event {}

    /**
     * How the guild stands, told after a connection that began anew: what happened while there was
     * none is in here and nowhere else.
     *
     * @param roles all there are, the one that everyone has included
     * @param channels all that the bot sees, threads left out
     * @param members those that Discord tells of
     * @param complete whether these are all members
     */
    record GuildSeen(
            List<RoleId> roles, List<ChannelId> channels, List<Present> members, boolean complete)
            implements Event {

        public GuildSeen {
            Required.field("roles", roles);
            Required.field("channels", channels);
            Required.field("members", members);
            roles = List.copyOf(roles);
            channels = List.copyOf(channels);
            members = List.copyOf(members);
        }
    }

    /** The channel is gone. */
    record ChannelDeleted(ChannelId channel) implements Event {

        public ChannelDeleted {
            Required.field("channel", channel);
        }
    }

    /** The role is gone. */
    record RoleDeleted(RoleId role) implements Event {

        public RoleDeleted {
            Required.field("role", role);
        }
    }

    /** A member and their roles, without the one that everyone has. */
    record Present(UserId user, List<RoleId> roles) {

        public Present {
            Required.field("user", user);
            Required.field("roles", roles);
            roles = List.copyOf(roles);
        }
    }

    /** What a service asks for when it wants events like this one. */
    default EventKind kind() {
        return switch (this) {
            case MessagePosted _ -> EventKind.MESSAGE_POSTED;
            case MessageDeleted _ -> EventKind.MESSAGE_DELETED;
            case MemberJoined _ -> EventKind.MEMBER_JOINED;
            case MemberLeft _ -> EventKind.MEMBER_LEFT;
            case RolesChanged _ -> EventKind.ROLES_CHANGED;
            case ReactionAdded _ -> EventKind.REACTION_ADDED;
            case ReactionRemoved _ -> EventKind.REACTION_REMOVED;
            case GuildJoined _ -> EventKind.GUILD_JOINED;
            case GuildLeft _ -> EventKind.GUILD_LEFT;
            case GuildSeen _ -> EventKind.GUILD_SEEN;
            case ChannelDeleted _ -> EventKind.CHANNEL_DELETED;
            case RoleDeleted _ -> EventKind.ROLE_DELETED;
        };
    }

    /** Whom it is about. */
    default Optional<UserId> person() {
        return switch (this) {
            case MessagePosted(var user, _, _, _, _, _) -> Optional.of(user);
            case MemberJoined(var user, _, _) -> Optional.of(user);
            case MemberLeft(var user) -> Optional.of(user);
            case RolesChanged(var user, _) -> Optional.of(user);
            case ReactionAdded(var user, _, _, _) -> Optional.of(user);
            case ReactionRemoved(var user, _, _, _) -> Optional.of(user);
            case MessageDeleted _,
                    GuildJoined _,
                    GuildLeft _,
                    GuildSeen _,
                    ChannelDeleted _,
                    RoleDeleted _ ->
                    Optional.empty();
        };
    }
}
