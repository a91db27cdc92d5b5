package dev.holdfast.backup.gate;

import dev.holdfast.backup.snapshot.UnlistedSnapshot;
import dev.holdfast.kit.database.MigrationGate;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The gate of this service's own migrations: nobody else takes the snapshot, so it is taken here.
 */
@Singleton
final class OwnMigrationGate implements MigrationGate {

    private final Instance<UnlistedSnapshot> snapshot;

    /** Made when it is needed: what takes snapshots needs the database's start in its turn. */
    @Inject
    OwnMigrationGate(Instance<UnlistedSnapshot> snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public void pass(String service, int pending) {
        snapshot.get().take("before %d migrations of %s".formatted(pending, service));
    }
}
