package dev.holdfast.gateway.event;

import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.gateway.discord.ExtraIntent;
import dev.holdfast.gateway.discord.ExtraIntents;
import dev.holdfast.kit.protocol.EventKind;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The intents that follow from what the services' manifests ask for. */
@Singleton
record WantedIntents(CatalogUpdater catalogs) implements ExtraIntents {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    @Override
    public Set<ExtraIntent> wanted() throws InterruptedException {
        // A service that starts for the first time shall not cost a session, with what is said
        // then.
        if (!catalogs.awaitKnown(LONGEST) || !catalogs.isComplete()) {
            return EnumSet.allOf(ExtraIntent.class);
        }
        var wanted = EnumSet.noneOf(ExtraIntent.class);
        for (var kind : EventKind.values()) {
            if (!catalogs.wanting(kind).isEmpty()) {
                needed(kind).ifPresent(wanted::add);
            }
        }
        return wanted;
    }

    /** Empty: every session is told of it. */
    private static Optional<ExtraIntent> needed(EventKind kind) {
        return switch (kind) {
            case BAN_ADDED, BAN_REMOVED, AUDIT_ENTRY -> Optional.of(ExtraIntent.GUILD_MODERATION);
            case VOICE_CHANGED -> Optional.of(ExtraIntent.GUILD_VOICE_STATES);
            case MESSAGE_POSTED,
                    MESSAGE_EDITED,
                    MESSAGE_DELETED,
                    REACTION_ADDED,
                    REACTION_REMOVED,
                    REACTIONS_CLEARED,
                    MEMBER_JOINED,
                    MEMBER_CHANGED,
                    ROLES_CHANGED,
                    MEMBER_LEFT,
                    GUILD_JOINED,
                    GUILD_LEFT,
                    GUILD_SEEN,
                    CHANNEL_CHANGED,
                    CHANNEL_DELETED,
                    ROLE_CREATED,
                    ROLE_CHANGED,
                    ROLE_DELETED ->
                    Optional.empty();
        };
    }
}
