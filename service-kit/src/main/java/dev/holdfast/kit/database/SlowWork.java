package dev.holdfast.kit.database;

import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.progress.Heartbeats;
import dev.holdfast.kit.progress.Held;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.progress.Renewal;
import dev.holdfast.kit.protocol.Reached;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Executes long work once: a unit of work claims the operation, the work runs without transaction
 * and lock, and a second unit of work completes it. The claim is renewed while the process lives;
 * when it expires, another process takes over. Thread-safe.
 */
@Singleton
public final class SlowWork {

    private static final Logger LOG = Logger.getLogger("holdfast.database");

    private final Transactions transactions;
    private final Heartbeats heartbeats;

    SlowWork(Transactions transactions, Heartbeats heartbeats) {
        this.transactions = transactions;
        this.heartbeats = heartbeats;
    }

    /** The slow part of a request. */
    @FunctionalInterface
    public interface Slowly<T> {

        /**
         * Makes it, on the thread that asked; interrupted when another may have taken it over.
         *
         * @throws Exception to end this attempt; another may begin at once
         */
        T make(Progress progress) throws Exception;
    }

    /**
     * Executes the request once, however often it is delivered. While this process lives, the claim
     * is renewed; 10 s after its last sign another attempt may begin, and this one completes
     * nothing any more.
     *
     * @param slow the slow part; made again where an attempt died
     * @param complete has the unit of work that completes it done, in which a refusal undoes what
     *     was written; where it is {@link Outcome.Busy}, another attempt may begin
     * @throws Unavailable when PostgreSQL was away; the same key will tell what was done
     */
    public <T> Outcome execute(
            Request request, Slowly<T> slow, BiFunction<T, Execution, Outcome> complete)
            throws Exception {
        var began = System.nanoTime();
        return switch (claim(request, Heartbeats.CLAIM)) {
            case SlowTransaction.Claim.Settled(var outcome) -> outcome;
            case SlowTransaction.Claim.Ours(var attempt) -> {
                try (var held =
                        heartbeats.hold(
                                "command",
                                request.command(),
                                began,
                                reached -> renew(request, attempt, reached))) {
                    yield execute(request, attempt, held, slow, complete);
                }
            }
        };
    }

    private <T> Outcome execute(
            Request request,
            int attempt,
            Held held,
            Slowly<T> slow,
            BiFunction<T, Execution, Outcome> complete)
            throws Exception {
        try {
            var made = slow.make(held);
            held.goOn();
            var outcome = complete.apply(made, body -> complete(request, attempt, body));
            if (outcome instanceof Outcome.Busy) {
                held.close();
                release(request, attempt);
            }
            return outcome;
        } catch (Transactions.HeldUp _) { // held by another
            held.close();
            release(request, attempt);
            return new Outcome.StillRunning();
        } catch (Exception e) {
            if (held.isLost()) {
                LOG.infof("attempt %d is left to another", attempt);
                return new Outcome.StillRunning();
            }
            held.close();
            release(request, attempt);
            throw e;
        }
    }

    /**
     * What there is to answer where nothing can be begun now: the reply if it is done, or how far
     * it is.
     *
     * @throws Unavailable when PostgreSQL was away
     */
    public Outcome look(Request request) {
        return switch (claim(request, Duration.ZERO)) {
            case SlowTransaction.Claim.Settled(var outcome) -> outcome;
            case SlowTransaction.Claim.Ours _ -> new Outcome.StillRunning();
        };
    }

    private SlowTransaction.Claim claim(Request request, Duration lease) {
        try {
            return transactions.run(
                    transaction -> new SlowTransaction(transaction).claim(request, lease));
        } catch (Transactions.HeldUp _) { // held by another
            return new SlowTransaction.Claim.Settled(new Outcome.StillRunning());
        }
    }

    private Renewal.Result renew(Request request, int attempt, Optional<Reached> reached) {
        try {
            return transactions.run(transaction ->
                    new SlowTransaction(transaction)
                            .renew(request, attempt, Heartbeats.CLAIM, reached));
        } catch (Transactions.HeldUp _) { // held by another
            return Renewal.Result.BUSY;
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
        } catch (RuntimeException e) {
            LOG.warnf("a claim was not released: %s", e.getMessage());
        }
    }
}
