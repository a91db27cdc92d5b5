package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of event that a service can subscribe to. */
public enum EventKind {
    MESSAGE_POSTED,
    MESSAGE_EDITED,
    MESSAGE_DELETED,
    REACTION_ADDED,
    REACTION_REMOVED,
    REACTIONS_CLEARED,
    MEMBER_JOINED,
    MEMBER_CHANGED,
    ROLES_CHANGED,
    MEMBER_LEFT,
    BAN_ADDED,
    BAN_REMOVED,
    VOICE_CHANGED,
    GUILD_JOINED,
    GUILD_LEFT,
    GUILD_SEEN,
    CHANNEL_CHANGED,
    CHANNEL_DELETED,
    ROLE_CREATED,
    ROLE_CHANGED,
    ROLE_DELETED,
    AUDIT_ENTRY;

    /** As it stands in JSON, such as {@code message-posted}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
