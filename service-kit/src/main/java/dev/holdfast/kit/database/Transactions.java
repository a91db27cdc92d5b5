package dev.holdfast.kit.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.problem.Unavailable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * Makes attempts at transactions until one succeeds or patience ends: deadlocks, lost connections
 * and storage that cannot be written now. Safe for any thread.
 */
@Singleton
final class Transactions {

    private static final Logger LOG = Logger.getLogger("holdfast.database");

    private final Database database;
    private final DatabaseSettings settings;
    private final ObjectMapper json;
    private final SettingsFallbacks fallbacks = new SettingsFallbacks();

    Transactions(Database database, DatabaseSettings settings, ObjectMapper json) {
        this.database = database;
        this.settings = settings;
        this.json = json;
    }

    /** What one attempt does; it may be made again from the start. */
    interface Attempt<T> {
        T make(Transaction transaction) throws SQLException;
    }

    /** Something held the attempt up for longer than the server lets it wait. */
    static final class HeldUp extends RuntimeException {

        private static final long serialVersionUID = 1L;

        HeldUp(Exception cause) {
            super(cause);
        }
    }

    RetryAttempts attempts() {
        return new RetryAttempts(settings.patience());
    }

    /** One transaction, without another attempt. */
    Transaction open() {
        return new Transaction(database.open(), json, fallbacks);
    }

    SettingsFallbacks fallbacks() {
        return fallbacks;
    }

    StorageState storage() {
        return database.storage();
    }

    <T> T run(Attempt<T> attempt) {
        return run(attempts(), attempt);
    }

    <T> T run(RetryAttempts attempts, Attempt<T> attempt) {
        while (true) {
            attempts.next();
            try (var transaction = open()) {
                return attempt.make(transaction);
            } catch (SQLException | JdbiException e) {
                judge(e, attempts);
            }
        }
    }

    /** Returns where there is to be another attempt. */
    private void judge(Exception failed, RetryAttempts attempts) {
        switch (FailureKind.of(failed)) {
            case CONFLICT -> LOG.debugf("attempt %d: %s", attempts.made(), failed.getMessage());
            case CONNECTION -> {
                LOG.warnf("attempt %d: connection lost: %s", attempts.made(), failed.getMessage());
                database.dropIdleConnections();
            }
            case STORAGE -> {
                var why = database.storage().refused(failed);
                LOG.warnf("attempt %d: %s", attempts.made(), why);
                if (!attempts.againLater()) {
                    throw new Unavailable(why, failed);
                }
                return;
            }
            case HELD_UP -> throw new HeldUp(failed);
            case LOGIN -> {
                LOG.errorf("PostgreSQL does not let this service in: %s", failed.getMessage());
                throw new Unavailable("PostgreSQL does not let this service in", failed);
            }
            case OTHER ->
                    throw new IllegalStateException("the database refused a statement", failed);
        }
        if (!attempts.again()) {
            throw new Unavailable("PostgreSQL did not answer in time", failed);
        }
    }
}
