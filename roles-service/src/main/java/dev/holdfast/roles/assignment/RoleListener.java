package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;

/** A bean that hears when the mirror of a role changes, such as by its being deleted. */
public interface RoleListener {

    /** The role is so now; may be heard twice. */
    void changed(KnownRole role, UnitOfWork work);
}
