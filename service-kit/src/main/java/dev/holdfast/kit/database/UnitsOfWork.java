package dev.holdfast.kit.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.database.Transaction.Begun;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * Executes requests exactly once: each in one READ COMMITTED transaction that claims the operation
 * key, does the work, stores the reply and commits. Deadlocks and lost connections are tried again
 * under the same key, which also settles a commit whose answer was lost. Safe for any thread.
 */
@Singleton
public final class UnitsOfWork {

    private static final Logger LOG = Logger.getLogger("holdfast.database");

    private final Database database;
    private final DatabaseSettings settings;
    private final ObjectMapper json;

    @Inject
    UnitsOfWork(Database database, DatabaseSettings settings, ObjectMapper json) {
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

    /**
     * Executes the request once, however often it is delivered.
     *
     * @param body called again when an attempt is; a refusal undoes what it wrote
     * @throws Unavailable when PostgreSQL was away for longer than {@code DATABASE_PATIENCE};
     *     whether it was done, the same key will tell
     */
    public Outcome execute(Request request, Function<UnitOfWork, Reply> body) {
        var attempts = new Attempts(settings.patience());
        try (var _ = Span.begin("unit of work")) {
            return run(attempts, transaction -> once(transaction, request, body, attempts));
        } catch (HeldUp byAnother) {
            return new Outcome.StillRunning();
        }
    }

    /**
     * Executes several requests of one guild in one transaction, each with its own operation and
     * reply, in one attempt. Whatever stands in the way of that leaves them all for {@link
     * #execute}, which also finds out about a commit whose answer was lost.
     *
     * @param body gets what was asked for by those requests that nobody else has executed, and
     *     gives one reply each; one refusal among them undoes all
     * @return the replies of those that were executed here; of a request that was delivered twice,
     *     one
     */
    public <T> Map<Asked<T>, Reply> executeTogether(
            List<Asked<T>> asked, BiFunction<List<T>, UnitOfWork, List<Reply>> body) {
        var operations = new HashSet<OperationKey>();
        var once = asked.stream().filter(each -> operations.add(each.operation())).toList();
        try (var _ = Span.begin("unit of work");
                var transaction = new Transaction(database.open(), json)) {
            Span.note("holdfast.together", Integer.toString(once.size()));
            return together(transaction, once, body);
        } catch (SQLException | RuntimeException failed) {
            LOG.logf(
                    Failure.of(failed) == Failure.OTHER ? Logger.Level.WARN : Logger.Level.DEBUG,
                    "a group of %d is executed singly: %s",
                    asked.size(),
                    failed.getMessage());
            return Map.of();
        }
    }

    private <T> Map<Asked<T>, Reply> together(
            Transaction transaction,
            List<Asked<T>> asked,
            BiFunction<List<T>, UnitOfWork, List<Reply>> body)
            throws SQLException {
        var claimed = transaction.beginGroup(asked.stream().map(Asked::request).toList());
        var ours =
                asked.stream()
                        .filter(each -> claimed.keys().contains(each.operation().value()))
                        .toList();
        if (ours.isEmpty()) {
            return Map.of();
        }
        var replies = body.apply(ours.stream().map(Asked::what).toList(), claimed.work());
        if (replies.stream().anyMatch(Reply.Refusal.class::isInstance)) {
            return Map.of();
        }
        transaction.finishGroup(ours.stream().map(Asked::request).toList(), replies);
        claimed.work().committed();
        database.storage().wrote();
        var done = new IdentityHashMap<Asked<T>, Reply>();
        for (var each = 0; each < ours.size(); each++) {
            done.put(ours.get(each), replies.get(each));
        }
        return done;
    }

    /**
     * Looks without changing anything; row-level security shows the guild's rows only.
     *
     * @throws Unavailable when PostgreSQL was away for longer than {@code DATABASE_PATIENCE}, or
     *     the guild is being restored
     */
    public <T> T read(GuildId guild, UserId user, Function<UnitOfWork, T> body) {
        try (var _ = Span.begin("unit of work, reading")) {
            return run(
                    new Attempts(settings.patience()),
                    transaction -> look(transaction, new Scope(guild, user, null), body));
        } catch (HeldUp byAnother) {
            throw new Unavailable("held up for too long", byAnother);
        }
    }

    private static <T> T look(Transaction transaction, Scope scope, Function<UnitOfWork, T> body)
            throws SQLException {
        var seen = body.apply(transaction.beginReading(scope));
        transaction.rollback();
        return seen;
    }

    private Outcome once(
            Transaction transaction,
            Request request,
            Function<UnitOfWork, Reply> body,
            Attempts attempts)
            throws SQLException {
        return switch (transaction.begin(request)) {
            case Begun.Fresh(var work) -> {
                var reply = body.apply(work);
                if (reply instanceof Reply.Refusal) {
                    transaction.rollback();
                    yield refuse(transaction, request, reply, work);
                }
                transaction.finish(request, reply);
                work.committed();
                database.storage().wrote();
                LOG.infof(
                        "committed rows=%d attempts=%d took=%dus",
                        work.rowsWritten(), attempts.made(), attempts.taken().toNanos() / 1_000);
                yield new Outcome.Done(reply, false);
            }
            case Begun.Settled(var outcome) -> settled(transaction, outcome);
        };
    }

    /**
     * Only the operation, its answer and what that answer needs; had a duplicate the luck to
     * succeed meanwhile, its own.
     */
    private static Outcome refuse(
            Transaction transaction, Request request, Reply refusal, UnitOfWork undone)
            throws SQLException {
        return switch (transaction.begin(request)) {
            case Begun.Fresh(var work) -> {
                undone.refused(work);
                transaction.finish(request, refusal);
                LOG.info("refused");
                yield new Outcome.Done(refusal, false);
            }
            case Begun.Settled(var outcome) -> settled(transaction, outcome);
        };
    }

    private static Outcome settled(Transaction transaction, Outcome outcome) throws SQLException {
        transaction.rollback();
        return outcome;
    }

    <T> T run(Attempt<T> attempt) {
        return run(new Attempts(settings.patience()), attempt);
    }

    private <T> T run(Attempts attempts, Attempt<T> attempt) {
        while (true) {
            attempts.next();
            try (var transaction = new Transaction(database.open(), json)) {
                return attempt.make(transaction);
            } catch (SQLException | JdbiException failed) {
                judge(failed, attempts);
            }
        }
    }

    /** Returns where there is to be another attempt. */
    private void judge(Exception failed, Attempts attempts) {
        switch (Failure.of(failed)) {
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
