package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;

/** A bean that is called when the mirror of a role changes, for example because it was deleted. */
public interface RoleListener {

    /** The role's new state; may be called twice. */
    void changed(KnownRole role, UnitOfWork work);
}
