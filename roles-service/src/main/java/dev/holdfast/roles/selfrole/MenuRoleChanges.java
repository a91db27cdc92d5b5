package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.roles.assignment.KnownRole;
import dev.holdfast.roles.assignment.RoleListener;
import jakarta.inject.Singleton;

/** Draws menus anew when a role of theirs is called otherwise or is gone. */
@Singleton
record MenuRoleChanges(MenuPosts posts) implements RoleListener {

    @Override
    public void changed(KnownRole role, UnitOfWork work) {
        for (var menu : MenuStore.drawn(work, role.id(), role.deleted() ? "" : role.name())) {
            MenuStore.touch(work, menu);
            MenuStore.find(work, menu).ifPresent(now -> posts.redraw(work, now));
        }
    }
}
