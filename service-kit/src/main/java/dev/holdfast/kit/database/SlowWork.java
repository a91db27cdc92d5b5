package dev.holdfast.kit.database;

import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Executes what takes its time, once: a unit of work that claims the operation, then the slow part
 * with neither transaction nor lock, then a unit of work that completes it. Of who dies in between,
 * another takes over when the claim has run out. Safe for any thread.
 */
@Singleton
public final class SlowWork {

    private static final Logger LOG = Logger.getLogger("holdfast.database");

    private final Transactions transactions;

    @Inject
    SlowWork(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Executes the request once, however often it is delivered.
     *
     * @param lease how long the slow part may take; then another attempt may begin, and this one
     *     completes nothing any more
     * @param slow the slow part; made again where an attempt died
     * @param complete has the unit of work that completes it done, in which a refusal undoes what
     *     was written; where it is {@link Outcome.Busy}, another attempt may begin
     * @throws Unavailable when PostgreSQL was away; the same key will tell what was done
     */
    public <T> Outcome execute(
            Request request,
            Duration lease,
            Callable<T> slow,
            BiFunction<T, Execution, Outcome> complete)
            throws Exception {
        var claim = claim(request, lease);
        return switch (claim) {
            case SlowTransaction.Claim.Settled(var outcome) -> outcome;
            case SlowTransaction.Claim.Ours(var attempt) -> {
                try {
                    var made = slow.call();
                    var outcome = complete.apply(made, body -> complete(request, attempt, body));
                    if (outcome instanceof Outcome.Busy) {
                        release(request, attempt);
                    }
                    yield outcome;
                } catch (Transactions.HeldUp byAnother) {
                    release(request, attempt);
                    yield new Outcome.StillRunning();
                } catch (Exception failed) {
                    release(request, attempt);
                    throw failed;
                }
            }
        };
    }

    private SlowTransaction.Claim claim(Request request, Duration lease) {
        try {
            return transactions.run(
                    transaction -> new SlowTransaction(transaction).claim(request, lease));
        } catch (Transactions.HeldUp byAnother) {
            return new SlowTransaction.Claim.Settled(new Outcome.StillRunning());
        }
    }

    private Outcome complete(Request request, int attempt, Function<UnitOfWork, Reply> body) {
        return transactions.run(transaction -> complete(transaction, request, attempt, body));
    }

    private static Outcome complete(
            Transaction transaction, Request request, int attempt, Function<UnitOfWork, Reply> body)
            throws SQLException {
        var slow = new SlowTransaction(transaction);
        var work = slow.resume(request, attempt);
        if (work.isEmpty()) {
            LOG.infof("attempt %d was overtaken", attempt);
            return new Outcome.StillRunning();
        }
        var reply = body.apply(work.get());
        if (reply instanceof Reply.Refusal) {
            transaction.rollback();
            var refusal = slow.resume(request, attempt);
            if (refusal.isEmpty()) {
                return new Outcome.StillRunning();
            }
            work.get().refused(refusal.get());
        }
        slow.finish(request, reply);
        if (!(reply instanceof Reply.Refusal)) {
            work.get().committed();
        }
        return new Outcome.Done(reply, false);
    }

    private void release(Request request, int attempt) {
        try {
            transactions.run(transaction -> {
                new SlowTransaction(transaction).release(request, attempt);
                return attempt;
            });
        } catch (RuntimeException itEndsByItself) {
            LOG.warnf("a claim was not released: %s", itEndsByItself.getMessage());
        }
    }
}
