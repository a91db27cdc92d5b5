package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.KnownRole;
import dev.holdfast.roles.assignment.Members;
import jakarta.inject.Singleton;

/** What roles are called where a mention is not shown as one: on buttons and in lists. */
@Singleton
record RoleNames(Members members) {

    /**
     * Its name without markup; its id where it has none to see.
     *
     * @param most code points, longer ones end with an ellipsis
     */
    String plain(UnitOfWork work, RoleId role, int most) {
        return members.role(work, role)
                .map(KnownRole::name)
                .map(UserText::clean)
                .filter(name -> !name.isEmpty())
                .map(name -> UserText.shorten(name, most))
                .orElseGet(role::toString);
    }

    /** As Discord has it; empty: it is gone, or was never heard of. */
    String name(UnitOfWork work, RoleId role) {
        return members.role(work, role)
                .filter(known -> !known.deleted())
                .map(KnownRole::name)
                .orElse("");
    }

    /** Whether it is gone from Discord. */
    boolean gone(UnitOfWork work, RoleId role) {
        return members.role(work, role).filter(KnownRole::deleted).isPresent();
    }
}
