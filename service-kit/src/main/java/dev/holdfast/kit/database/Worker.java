package dev.holdfast.kit.database;

import dev.holdfast.kit.problem.Unavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * What looks for work across guilds: it sees of each row whose it is and when it is due, and may
 * claim it; what the row says, only its guild's unit of work reads. Safe for any thread.
 */
@Singleton
public final class Worker {

    private final Database database;

    @Inject
    Worker(Database database) {
        this.database = database;
    }

    /**
     * Does it in one transaction, in one attempt.
     *
     * @throws Unavailable when PostgreSQL did not answer, or cannot write now; whether it was done
     *     is not known
     */
    public <T> T commit(Function<Handle, T> deed) {
        try {
            return database.commitAsWorker(deed);
        } catch (JdbiException failed) {
            var failure = Failure.of(failed);
            if (failure == Failure.OTHER) {
                throw failed;
            }
            if (failure == Failure.STORAGE) {
                throw new Unavailable(database.storage().refused(failed), failed);
            }
            database.dropIdleWorkers();
            throw new Unavailable("PostgreSQL did not answer the worker", failed);
        }
    }
}
