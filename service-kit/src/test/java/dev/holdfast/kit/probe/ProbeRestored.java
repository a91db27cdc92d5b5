package dev.holdfast.kit.probe;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.restore.RestoreListener;
import dev.holdfast.kit.restore.RestoredRows;
import jakarta.inject.Singleton;

/** Adds one to the tally of member 77. */
@Singleton
final class ProbeRestored implements RestoreListener {

    @Override
    public String feature() {
        return "probe";
    }

    @Override
    public void restored(RestoredRows rows, UnitOfWork work) {
        TallyStore.add(work, 77, rows.restoreId());
    }
}
