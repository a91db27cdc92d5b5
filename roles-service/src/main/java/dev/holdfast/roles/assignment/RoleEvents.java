package dev.holdfast.roles.assignment;

import dev.holdfast.kit.command.EventHandler;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.GuildEvent;
import jakarta.inject.Singleton;
import java.util.Set;

/** Keeps the mirror of roles by what Discord tells; a whole guild is {@link MemberEvents}'. */
@Singleton
record RoleEvents(RoleMirror mirror) implements EventHandler {

    @Override
    public Set<EventKind> kinds() {
        return Set.of(
                EventKind.ROLE_CREATED,
                EventKind.ROLE_CHANGED,
                EventKind.ROLE_DELETED,
                EventKind.GUILD_LEFT);
    }

    @Override
    public void handle(EventEnvelope note, UnitOfWork work) {
        var asOf = note.key().issuedAt();
        if (note.event() instanceof GuildEvent.RoleCreated(var role)) {
            mirror.told(work, role, asOf);
        } else if (note.event() instanceof GuildEvent.RoleChanged(var role)) {
            mirror.told(work, role, asOf);
        } else if (note.event() instanceof GuildEvent.RoleDeleted(var role)) {
            mirror.deleted(work, role, asOf);
        } else if (note.event() instanceof GuildEvent.GuildLeft) {
            BlockedStore.restAll(work, "guild-left");
        }
    }
}
