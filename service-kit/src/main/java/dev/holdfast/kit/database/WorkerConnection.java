package dev.holdfast.kit.database;

import dev.holdfast.kit.problem.Unavailable;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Finds and claims due rows across guilds. Its role sees a row's guild, kind and due time only; the
 * guild's unit of work reads the rest. Thread-safe.
 */
@Singleton
public final class WorkerConnection {

    private final Database database;

    WorkerConnection(Database database) {
        this.database = database;
    }

    /**
     * Does it in one transaction, in one attempt.
     *
     * @throws Unavailable when PostgreSQL did not answer, or cannot write now; whether it was done
     *     is not known
     */
    public <T> T commit(Function<Handle, T> action) {
        try {
            return database.commitAsWorker(action);
        } catch (JdbiException e) {
            var failure = FailureKind.of(e);
            if (failure == FailureKind.OTHER) {
                throw e;
            }
            if (failure == FailureKind.STORAGE) {
                throw new Unavailable(database.storage().refused(e), e);
            }
            database.dropIdleWorkers();
            throw new Unavailable("PostgreSQL did not answer the worker", e);
        }
    }
}
