package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of event that a service can ask for. */
public enum EventKind {
    MESSAGE_POSTED,
    MESSAGE_DELETED,
    MEMBER_JOINED,
    MEMBER_LEFT,
    ROLES_CHANGED,
    REACTION_ADDED,
    REACTION_REMOVED,
    GUILD_JOINED,
    GUILD_LEFT,
    GUILD_SEEN,
    CHANNEL_DELETED,
    ROLE_DELETED;

    /** As it stands in JSON, such as {@code message-posted}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
