package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.RoleId;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * Takes over what Discord tells of roles. A role that is gone is marked, and claims on it stay;
 * when the hierarchy changes, what Discord did not let us do is tried again. Safe for any thread.
 */
@Singleton
final class RoleMirror {

    private final List<RoleListener> listeners;
    private final Retrying retrying;

    RoleMirror(@All List<RoleListener> listeners, Retrying retrying) {
        this.listeners = listeners;
        this.retrying = retrying;
    }

    void told(UnitOfWork work, GuildRoles.Role role, Instant asOf) {
        if (put(work, role, asOf)) {
            retrying.retry(work);
        }
    }

    void deleted(UnitOfWork work, RoleId role, Instant asOf) {
        if (RoleStore.delete(work, role, asOf)) {
            BlockedStore.rest(work, role, "role-gone");
            RoleStore.role(work, role).ifPresent(it -> hear(work, it));
        }
    }

    /**
     * These are all roles of the guild.
     *
     * @param known what is known of each; may be empty
     */
    void all(UnitOfWork work, List<RoleId> all, List<GuildRoles.Role> known, Instant asOf) {
        if (all.isEmpty()) {
            return; // everyone's role is always there
        }
        known.forEach(it -> put(work, it, asOf));
        for (var role : RoleStore.roles(work)) {
            if (!all.contains(role.id())) {
                deleted(work, role.id(), asOf);
            }
        }
        retrying.retry(work);
    }

    /** Whether anything is other than it was. */
    private boolean put(UnitOfWork work, GuildRoles.Role role, Instant asOf) {
        var told =
                new KnownRole(
                        role.id(),
                        role.name(),
                        role.position(),
                        role.permissions(),
                        role.managed(),
                        false);
        if (RoleStore.role(work, role.id()).filter(told::equals).isPresent()
                || !RoleStore.put(work, told, asOf)) {
            return false;
        }
        hear(work, told);
        return true;
    }

    private void hear(UnitOfWork work, KnownRole role) {
        listeners.forEach(it -> it.changed(role, work));
    }
}
