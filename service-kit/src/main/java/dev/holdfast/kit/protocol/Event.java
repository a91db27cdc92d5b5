package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that happened on Discord, or how things stand there. Only a posted message and an entry
 * of the audit log have an id of their own and are told exactly once; of all others a handler takes
 * over how things are and never adds to what was, since they can be told again.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MessageEvent.MessagePosted.class, name = "message-posted"),
    @JsonSubTypes.Type(value = MessageEvent.MessageEdited.class, name = "message-edited"),
    @JsonSubTypes.Type(value = MessageEvent.MessageDeleted.class, name = "message-deleted"),
    @JsonSubTypes.Type(value = MessageEvent.ReactionAdded.class, name = "reaction-added"),
    @JsonSubTypes.Type(value = MessageEvent.ReactionRemoved.class, name = "reaction-removed"),
    @JsonSubTypes.Type(value = MessageEvent.ReactionsCleared.class, name = "reactions-cleared"),
    @JsonSubTypes.Type(value = MemberEvent.MemberJoined.class, name = "member-joined"),
    @JsonSubTypes.Type(value = MemberEvent.MemberChanged.class, name = "member-changed"),
    @JsonSubTypes.Type(value = MemberEvent.RolesChanged.class, name = "roles-changed"),
    @JsonSubTypes.Type(value = MemberEvent.MemberLeft.class, name = "member-left"),
    @JsonSubTypes.Type(value = MemberEvent.BanAdded.class, name = "ban-added"),
    @JsonSubTypes.Type(value = MemberEvent.BanRemoved.class, name = "ban-removed"),
    @JsonSubTypes.Type(value = MemberEvent.VoiceChanged.class, name = "voice-changed"),
    @JsonSubTypes.Type(value = GuildEvent.GuildJoined.class, name = "guild-joined"),
    @JsonSubTypes.Type(value = GuildEvent.GuildLeft.class, name = "guild-left"),
    @JsonSubTypes.Type(value = GuildEvent.GuildSeen.class, name = "guild-seen"),
    @JsonSubTypes.Type(value = GuildEvent.ChannelChanged.class, name = "channel-changed"),
    @JsonSubTypes.Type(value = GuildEvent.ChannelDeleted.class, name = "channel-deleted"),
    @JsonSubTypes.Type(value = GuildEvent.RoleCreated.class, name = "role-created"),
    @JsonSubTypes.Type(value = GuildEvent.RoleChanged.class, name = "role-changed"),
    @JsonSubTypes.Type(value = GuildEvent.RoleDeleted.class, name = "role-deleted"),
    @JsonSubTypes.Type(value = GuildEvent.AuditEntry.class, name = "audit-entry")
})
@Schema(
        oneOf = {
            MessageEvent.MessagePosted.class,
            MessageEvent.MessageEdited.class,
            MessageEvent.MessageDeleted.class,
            MessageEvent.ReactionAdded.class,
            MessageEvent.ReactionRemoved.class,
            MessageEvent.ReactionsCleared.class,
            MemberEvent.MemberJoined.class,
            MemberEvent.MemberChanged.class,
            MemberEvent.RolesChanged.class,
            MemberEvent.MemberLeft.class,
            MemberEvent.BanAdded.class,
            MemberEvent.BanRemoved.class,
            MemberEvent.VoiceChanged.class,
            GuildEvent.GuildJoined.class,
            GuildEvent.GuildLeft.class,
            GuildEvent.GuildSeen.class,
            GuildEvent.ChannelChanged.class,
            GuildEvent.ChannelDeleted.class,
            GuildEvent.RoleCreated.class,
            GuildEvent.RoleChanged.class,
            GuildEvent.RoleDeleted.class,
            GuildEvent.AuditEntry.class
        },
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(
                    value = "message-posted",
                    schema = MessageEvent.MessagePosted.class),
            @DiscriminatorMapping(
                    value = "message-edited",
                    schema = MessageEvent.MessageEdited.class),
            @DiscriminatorMapping(
                    value = "message-deleted",
                    schema = MessageEvent.MessageDeleted.class),
            @DiscriminatorMapping(
                    value = "reaction-added",
                    schema = MessageEvent.ReactionAdded.class),
            @DiscriminatorMapping(
                    value = "reaction-removed",
                    schema = MessageEvent.ReactionRemoved.class),
            @DiscriminatorMapping(
                    value = "reactions-cleared",
                    schema = MessageEvent.ReactionsCleared.class),
            @DiscriminatorMapping(value = "member-joined", schema = MemberEvent.MemberJoined.class),
            @DiscriminatorMapping(
                    value = "member-changed",
                    schema = MemberEvent.MemberChanged.class),
            @DiscriminatorMapping(value = "roles-changed", schema = MemberEvent.RolesChanged.class),
            @DiscriminatorMapping(value = "member-left", schema = MemberEvent.MemberLeft.class),
            @DiscriminatorMapping(value = "ban-added", schema = MemberEvent.BanAdded.class),
            @DiscriminatorMapping(value = "ban-removed", schema = MemberEvent.BanRemoved.class),
            @DiscriminatorMapping(value = "voice-changed", schema = MemberEvent.VoiceChanged.class),
            @DiscriminatorMapping(value = "guild-joined", schema = GuildEvent.GuildJoined.class),
            @DiscriminatorMapping(value = "guild-left", schema = GuildEvent.GuildLeft.class),
            @DiscriminatorMapping(value = "guild-seen", schema = GuildEvent.GuildSeen.class),
            @DiscriminatorMapping(
                    value = "channel-changed",
                    schema = GuildEvent.ChannelChanged.class),
            @DiscriminatorMapping(
                    value = "channel-deleted",
                    schema = GuildEvent.ChannelDeleted.class),
            @DiscriminatorMapping(value = "role-created", schema = GuildEvent.RoleCreated.class),
            @DiscriminatorMapping(value = "role-changed", schema = GuildEvent.RoleChanged.class),
            @DiscriminatorMapping(value = "role-deleted", schema = GuildEvent.RoleDeleted.class),
            @DiscriminatorMapping(value = "audit-entry", schema = GuildEvent.AuditEntry.class)
        })
public sealed interface Event permits MessageEvent, MemberEvent, GuildEvent {

    /** What a service asks for when it wants events like this one. */
    default EventKind kind() {
        return switch (this) {
            case MessageEvent.MessagePosted _ -> EventKind.MESSAGE_POSTED;
            case MessageEvent.MessageEdited _ -> EventKind.MESSAGE_EDITED;
            case MessageEvent.MessageDeleted _ -> EventKind.MESSAGE_DELETED;
            case MessageEvent.ReactionAdded _ -> EventKind.REACTION_ADDED;
            case MessageEvent.ReactionRemoved _ -> EventKind.REACTION_REMOVED;
            case MessageEvent.ReactionsCleared _ -> EventKind.REACTIONS_CLEARED;
            case MemberEvent.MemberJoined _ -> EventKind.MEMBER_JOINED;
            case MemberEvent.MemberChanged _ -> EventKind.MEMBER_CHANGED;
            case MemberEvent.RolesChanged _ -> EventKind.ROLES_CHANGED;
            case MemberEvent.MemberLeft _ -> EventKind.MEMBER_LEFT;
            case MemberEvent.BanAdded _ -> EventKind.BAN_ADDED;
            case MemberEvent.BanRemoved _ -> EventKind.BAN_REMOVED;
            case MemberEvent.VoiceChanged _ -> EventKind.VOICE_CHANGED;
            case GuildEvent.GuildJoined _ -> EventKind.GUILD_JOINED;
            case GuildEvent.GuildLeft _ -> EventKind.GUILD_LEFT;
            case GuildEvent.GuildSeen _ -> EventKind.GUILD_SEEN;
            case GuildEvent.ChannelChanged _ -> EventKind.CHANNEL_CHANGED;
            case GuildEvent.ChannelDeleted _ -> EventKind.CHANNEL_DELETED;
            case GuildEvent.RoleCreated _ -> EventKind.ROLE_CREATED;
            case GuildEvent.RoleChanged _ -> EventKind.ROLE_CHANGED;
            case GuildEvent.RoleDeleted _ -> EventKind.ROLE_DELETED;
            case GuildEvent.AuditEntry _ -> EventKind.AUDIT_ENTRY;
        };
    }

    /** Whom it is about. */
    Optional<UserId> person();
}
