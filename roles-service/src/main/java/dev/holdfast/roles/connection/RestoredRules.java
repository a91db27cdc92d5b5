package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.restore.RestoreListener;
import dev.holdfast.kit.restore.RestoredRows;
import jakarta.inject.Singleton;

/** Rules that came back are looked at again, all members, as if they had just been saved. */
@Singleton
record RestoredRules(Rules rules) implements RestoreListener {

    @Override
    public String feature() {
        return ConnectionFeature.NAME;
    }

    @Override
    public void restored(RestoredRows rows, UnitOfWork work) {
        rules.lookAgain(work);
    }
}
