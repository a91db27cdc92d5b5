package dev.holdfast.kit.database;

import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.progress.ClaimRenewal;
import dev.holdfast.kit.progress.Heartbeats;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.progress.RenewedClaim;
import dev.holdfast.kit.protocol.ProgressUpdate;
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
     *     was written; where it is {@link RequestOutcome.Busy}, another attempt may begin
     * @throws Unavailable when PostgreSQL was away; the same key will tell what was done
     */
    public <T> RequestOutcome execute(
            Request request, Slowly<T> slow, BiFunction<T, Execution, RequestOutcome> complete)
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

    private <T> RequestOutcome execute(
            Request request,
            int attempt,
            RenewedClaim held,
            Slowly<T> slow,
            BiFunction<T, Execution, RequestOutcome> complete)
            throws Exception {
        try {
            var made = slow.make(held);
            held.goOn();
            var outcome = complete.apply(made, body -> complete(request, attempt, body));
            if (outcome instanceof RequestOutcome.Busy) {
                held.close();
                release(request, attempt);
            }
            return outcome;
        } catch (Transactions.HeldUp _) { // held by another
            held.close();
            release(request, attempt);
            return new RequestOutcome.StillRunning();
        } catch (Exception e) {
            if (held.isLost()) {
                LOG.infof("attempt %d is left to another", attempt);
                return new RequestOutcome.StillRunning();
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
    public RequestOutcome look(Request request) {
        return switch (claim(request, Duration.ZERO)) {
            case SlowTransaction.Claim.Settled(var outcome) -> outcome;
            case SlowTransaction.Claim.Ours _ -> new RequestOutcome.StillRunning();
        };
    }

    private SlowTransaction.Claim claim(Request request, Duration lease) {
        try {
            return transactions.run(
                    transaction -> new SlowTransaction(transaction).claim(request, lease));
        } catch (Transactions.HeldUp _) { // held by another
            return new SlowTransaction.Claim.Settled(new RequestOutcome.StillRunning());
        }
    }

    private ClaimRenewal.Result renew(
            Request request, int attempt, Optional<ProgressUpdate> reached) {
        try {
            return transactions.run(transaction ->
                    new SlowTransaction(transaction)
                            .renew(request, attempt, Heartbeats.CLAIM, reached));
        } catch (Transactions.HeldUp _) { // held by another
            return ClaimRenewal.Result.BUSY;
        }
    }

    private RequestOutcome complete(
            Request request, int attempt, Function<UnitOfWork, Reply> body) {
        return transactions.run(transaction -> complete(transaction, request, attempt, body));
    }

    private static RequestOutcome complete(
            Transaction transaction, Request request, int attempt, Function<UnitOfWork, Reply> body)
            throws SQLException {
        var slow = new SlowTransaction(transaction);
        var work = slow.resume(request, attempt);
        if (work.isEmpty()) {
            LOG.infof("attempt %d was overtaken", attempt);
            return new RequestOutcome.StillRunning();
        }
        var reply = body.apply(work.get());
        if (reply instanceof Reply.Refusal) {
            transaction.rollback();
            var refusal = slow.resume(request, attempt);
            if (refusal.isEmpty()) {
                return new RequestOutcome.StillRunning();
            }
            work.get().refused(refusal.get());
        }
        slow.finish(request, reply);
        if (!(reply instanceof Reply.Refusal)) {
            work.get().committed();
        }
        return new RequestOutcome.Done(reply, false);
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
