package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.restore.RestoreListener;
import dev.holdfast.kit.restore.RestoredRows;
import jakarta.inject.Singleton;

/** Menus that came back are drawn again, posted anew where their message is gone. */
@Singleton
record RestoredMenus(MenuPosts posts) implements RestoreListener {

    @Override
    public String feature() {
        return SelfroleFeature.NAME;
    }

    @Override
    public void restored(RestoredRows rows, UnitOfWork work) {
        MenuStore.all(work).forEach(menu -> posts.restore(work, menu));
        PostStore.readAllAgain(work);
    }
}
