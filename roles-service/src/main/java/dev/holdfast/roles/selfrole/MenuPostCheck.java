package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.inject.Singleton;

/** What is posted arrives, or is given up: no message of a menu is under way for a day. */
@Singleton
final class MenuPostCheck implements IntegrityCheck {

    @Override
    public String name() {
        return "menu-posts-arrive";
    }

    @Override
    public String table() {
        return "menu_post";
    }

    @Override
    public Finding check(UnitOfWork work) {
        var lost = PostStore.lost(work);
        return lost == 0
                ? new Finding.Sound(PostStore.count(work))
                : new Finding.Broken("%d messages of menus never arrived".formatted(lost));
    }
}
