package dev.holdfast.kit.restore;

import dev.holdfast.kit.database.UnitOfWork;

/**
 * Brings data outside the restored rows in line with them: messages on Discord, caches, waiting
 * work. A bean is enough.
 */
public interface RestoreListener {

    /** The feature whose rows it depends on; it may be another service's. */
    String feature();

    /**
     * Called once for each restore that touched the feature, after its commit, in a unit of work of
     * the guild; again where that is undone. Work on many rows is left to a timer.
     */
    void restored(RestoredRows rows, UnitOfWork work);
}
