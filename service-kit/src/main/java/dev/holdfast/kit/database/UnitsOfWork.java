package dev.holdfast.kit.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.database.Transaction.Begun;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * Executes requests exactly once. Each request is one READ COMMITTED transaction: it claims the
 * operation key, runs the body, stores the reply and commits. Deadlocks and lost connections are
 * retried under the same key, which also resolves a commit whose answer was lost. Thread-safe.
 */
@Singleton
public final class UnitsOfWork {

    private static final Logger LOG = Logger.getLogger("holdfast.database");

    /** SQLSTATE of what is written in a transaction that only reads. */
    private static final String READ_ONLY = "25006";

    private static final UserId NOBODY = new UserId(0);

    private final Transactions transactions;
    private final ObjectMapper json;
    private final StoredReplies replies;

    UnitsOfWork(Transactions transactions, ObjectMapper json) {
        this.transactions = transactions;
        this.json = json;
        this.replies = new StoredReplies(json);
    }

    /** What stored settings this build was seen to refuse. */
    public SettingsFallbacks fallbacks() {
        return transactions.fallbacks();
    }

    /**
     * Executes the request once, however often it is delivered.
     *
     * @param body called again when an attempt is; a refusal undoes what it wrote
     * @throws Unavailable when PostgreSQL was away for longer than {@code DATABASE_PATIENCE};
     *     whether it was done, the same key will tell
     */
    public RequestOutcome execute(Request request, Function<UnitOfWork, Reply> body) {
        return switch (execute(request, replies, body)) {
            case Executed.Done<Reply>(var reply, var replayed) ->
                    new RequestOutcome.Done(reply, replayed);
            case Executed.Not<Reply>(var why) -> why;
        };
    }

    /**
     * Executes the request once, however often it is delivered, for a value instead of a reply.
     *
     * @param type of the value, which is stored as JSON: a record, or a type that JSON knows
     * @param body called again when an attempt is; what it throws undoes what it wrote
     * @throws Unavailable when PostgreSQL was away for longer than {@code DATABASE_PATIENCE};
     *     whether it was done, the same key will tell
     */
    public <T> Executed<T> execute(Request request, Class<T> type, Function<UnitOfWork, T> body) {
        return execute(request, type, _ -> false, body);
    }

    /**
     * The same for values some of which are a no.
     *
     * @param no whether the value undoes what was written, as a refusal does
     */
    public <T> Executed<T> execute(
            Request request, Class<T> type, Predicate<T> no, Function<UnitOfWork, T> body) {
        return execute(request, new StoredValues<>(json, type, no), body);
    }

    private <T> Executed<T> execute(
            Request request, ResultCodec<T> answers, Function<UnitOfWork, T> body) {
        var attempts = transactions.attempts();
        try (var _ = Span.begin("unit of work")) {
            return transactions.run(
                    attempts, transaction -> once(transaction, request, answers, body, attempts));
        } catch (Transactions.HeldUp _) { // held by another
            return new Executed.Not<>(new RequestOutcome.StillRunning());
        }
    }

    /**
     * Writes what is idempotent by itself, such as a state that is set: no key is claimed and no
     * answer stored. What must happen once, or is counted, needs {@link #execute}.
     *
     * @param cause why, for what is written: the operation that it belongs to, or {@code
     *     job:instant}; any number of writes may have the same
     * @param body called again when an attempt is, even after a commit whose answer was lost
     * @throws Unavailable when PostgreSQL was away for longer than {@code DATABASE_PATIENCE}, or
     *     the guild is being restored; it may have been written
     */
    public <T> T write(GuildId guild, OperationKey cause, Function<UnitOfWork, T> body) {
        var scope = new WorkScope(guild, NOBODY, cause);
        try (var _ = Span.begin("unit of work, keyless")) {
            return transactions.run(transaction -> {
                var work = transaction.beginKeyless(scope);
                var value = body.apply(work);
                transaction.commit();
                work.committed();
                transactions.storage().wrote();
                return value;
            });
        } catch (Transactions.HeldUp e) {
            throw new Unavailable("held up for too long", e);
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
    public <T> Map<BatchedRequest<T>, Reply> executeTogether(
            List<BatchedRequest<T>> asked, BiFunction<List<T>, UnitOfWork, List<Reply>> body) {
        var operations = new HashSet<OperationKey>();
        var once = asked.stream().filter(each -> operations.add(each.operation())).toList();
        try (var _ = Span.begin("unit of work");
                var transaction = transactions.open()) {
            Span.note("holdfast.together", Integer.toString(once.size()));
            return together(transaction, once, body);
        } catch (SQLException | RuntimeException e) {
            LOG.logf(
                    FailureKind.of(e) == FailureKind.OTHER ? Logger.Level.WARN : Logger.Level.DEBUG,
                    "a group of %d is executed singly: %s",
                    asked.size(),
                    e.getMessage());
            return Map.of();
        }
    }

    private <T> Map<BatchedRequest<T>, Reply> together(
            Transaction transaction,
            List<BatchedRequest<T>> asked,
            BiFunction<List<T>, UnitOfWork, List<Reply>> body)
            throws SQLException {
        var claimed = transaction.beginGroup(asked.stream().map(BatchedRequest::request).toList());
        var ours =
                asked.stream()
                        .filter(each -> claimed.keys().contains(each.operation().value()))
                        .toList();
        if (ours.isEmpty()) {
            return Map.of();
        }
        var replies = body.apply(ours.stream().map(BatchedRequest::what).toList(), claimed.work());
        if (replies.stream().anyMatch(Reply.Refusal.class::isInstance)) {
            return Map.of();
        }
        transaction.finishGroup(ours.stream().map(BatchedRequest::request).toList(), replies);
        claimed.work().committed();
        transactions.storage().wrote();
        var done = new IdentityHashMap<BatchedRequest<T>, Reply>();
        for (var each = 0; each < ours.size(); each++) {
            done.put(ours.get(each), replies.get(each));
        }
        return done;
    }

    /**
     * Looks without changing anything; row-level security shows the guild's rows only.
     *
     * @throws IllegalStateException when it writes or locks a row, which is a fault of the body
     * @throws Unavailable when PostgreSQL was away for longer than {@code DATABASE_PATIENCE}, or
     *     the guild is being restored
     */
    public <T> T read(GuildId guild, UserId user, Function<UnitOfWork, T> body) {
        try (var _ = Span.begin("unit of work, reading")) {
            return transactions.run(
                    transaction -> look(transaction, new WorkScope(guild, user, null), body));
        } catch (Transactions.HeldUp e) {
            throw new Unavailable("held up for too long", e);
        }
    }

    private static <T> T look(
            Transaction transaction, WorkScope scope, Function<UnitOfWork, T> body)
            throws SQLException {
        var work = transaction.beginReading(scope);
        try {
            var seen = body.apply(work);
            transaction.rollback();
            return seen;
        } catch (JdbiException e) {
            if (FailureKind.state(e).filter(READ_ONLY::equals).isPresent()) {
                throw new IllegalStateException(
                        "a unit of work that reads wrote or locked a row: have it execute, write,"
                                + " or say needsToWrite() first",
                        e);
            }
            throw e;
        }
    }

    private <T> Executed<T> once(
            Transaction transaction,
            Request request,
            ResultCodec<T> answers,
            Function<UnitOfWork, T> body,
            RetryAttempts attempts)
            throws SQLException {
        return switch (transaction.begin(request)) {
            case Begun.Fresh(var work) -> {
                var answer = body.apply(work);
                if (answers.undoes(answer)) {
                    transaction.rollback();
                    yield refuse(transaction, request, answers, answer, work);
                }
                transaction.finish(request, answers.write(answer));
                work.committed();
                transactions.storage().wrote();
                LOG.infof(
                        "committed rows=%d attempts=%d took=%dus",
                        work.rowsWritten(), attempts.made(), attempts.taken().toNanos() / 1_000);
                yield new Executed.Done<>(answer, false);
            }
            case Begun.Replayed(var stored) -> new Executed.Done<>(answers.read(stored), true);
            case Begun.Not(var why) -> new Executed.Not<>(why);
        };
    }

    /**
     * Only the operation, its answer and what that answer needs; had a duplicate the luck to
     * succeed meanwhile, its own.
     */
    private static <T> Executed<T> refuse(
            Transaction transaction,
            Request request,
            ResultCodec<T> answers,
            T refusal,
            UnitOfWork undone)
            throws SQLException {
        return switch (transaction.begin(request)) {
            case Begun.Fresh(var work) -> {
                undone.refused(work);
                transaction.finish(request, answers.write(refusal));
                LOG.info("refused");
                yield new Executed.Done<>(refusal, false);
            }
            case Begun.Replayed(var stored) -> new Executed.Done<>(answers.read(stored), true);
            case Begun.Not(var why) -> new Executed.Not<>(why);
        };
    }
}
