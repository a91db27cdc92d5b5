package dev.holdfast.kit.database;

/**
 * Waits for a verified snapshot before a database that holds data is migrated. The service that
 * takes the snapshots replaces this bean by its own.
 */
public interface MigrationGate {

    /**
     * Returns once there is a verified snapshot of everything that is no older than this call. It
     * is called before the schema is migrated, so the service's own tables are as an earlier build
     * left them.
     *
     * @param service whose schema is to be migrated
     * @param pending how many migrations wait
     * @throws IllegalStateException with a sentence for the operator, where there is none
     */
    void pass(String service, int pending);
}
