package dev.holdfast.kit.coordination;

import dev.holdfast.kit.database.WorkerConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The epochs, and the one way to write as a leader. */
final class LeaseStore {

    private static final String CLAIM =
            """
            insert into lease as held (name, epoch, holder, since) values (:name, 1, :holder, work_now())
            on conflict (name) do update set epoch = held.epoch + 1, holder = excluded.holder, since = excluded.since
            returning epoch
            """;
    private static final String CURRENT =
            "select epoch, holder, since from lease where name = :name";

    /** A leader that stops in mid-transaction keeps its row for less than its lease lasts. */
    private static final String BOUND =
            "select set_config('idle_in_transaction_session_timeout', :millis, true)";

    /** Whoever is next waits in CLAIM until this transaction has ended. */
    private static final String FENCE =
            "select 1 from lease where name = :name and epoch = :epoch and holder = :holder for share";

    /** Before the lease's row, always: nobody waits for the other then. */
    private static final String SIGN_OF_WINNER =
            """
            insert into leader_sign (name, holder, at) values (:name, :holder, work_now())
            on conflict (name) do update set holder = excluded.holder, at = excluded.at
            """;

    /** Nobody signs over the one who won meanwhile. */
    private static final String SIGN =
            """
            insert into leader_sign (name, holder, at)
            select :name, :holder, work_now() from lease
            where name = :name and epoch = :epoch and holder = :holder
            on conflict (name) do update set at = excluded.at where leader_sign.holder = excluded.holder
            """;

    private static final String FIRST_LOOK =
            """
            insert into leader_sign (name, holder, at) values (:name, '', work_now()) on conflict do nothing
            """;

    /** One that a clock ahead of its time left behind keeps nobody from leading. */
    private static final String TAKE_SILENCE =
            """
            update leader_sign set holder = :holder, at = work_now()
            where name = :name
              and (at < work_now() - :quiet * interval '1 ms' or at > work_now() + :quiet * interval '1 ms')
            """;

    private static final String FALL_SILENT =
            "update leader_sign set at = '-infinity' where name = :name and holder = :holder";

    private final WorkerConnection worker;

    LeaseStore(WorkerConnection worker) {
        this.worker = worker;
    }

    /** Who leads by the database's word. */
    record Leader(long epoch, String holder, Instant since) {}

    /** Begins a new epoch; all writes of earlier ones are refused from then on. */
    long claim(String name, String holder) {
        return worker.commit(handle -> {
            handle.createUpdate(SIGN_OF_WINNER).bind("name", name).bind("holder", holder).execute();
            return nextEpoch(handle, name, holder);
        });
    }

    /**
     * Begins a new epoch where the leader has given no sign for so long: the way to lead while
     * Redis is away.
     *
     * @return empty where it gave one since
     */
    Optional<Long> claimAfterSilence(String name, String holder, Duration quiet) {
        return worker.commit(handle -> {
            handle.createUpdate(FIRST_LOOK).bind("name", name).execute();
            var taken =
                    handle.createUpdate(TAKE_SILENCE)
                            .bind("name", name)
                            .bind("holder", holder)
                            .bind("quiet", quiet.toMillis())
                            .execute();
            return taken == 0 ? Optional.empty() : Optional.of(nextEpoch(handle, name, holder));
        });
    }

    private static long nextEpoch(Handle handle, String name, String holder) {
        return handle.createQuery(CLAIM)
                .bind("name", name)
                .bind("holder", holder)
                .mapTo(Long.class)
                .one();
    }

    /** The leader gives a sign; false where its epoch is over. */
    boolean sign(LeaderTerm term) {
        return worker.commit(handle ->
                handle.createUpdate(SIGN)
                        .bind("name", term.name())
                        .bind("epoch", term.epoch())
                        .bind("holder", term.holder())
                        .execute())
                > 0;
    }

    /** It gives none any more, so that nobody waits for the next. */
    void fallSilent(String name, String holder) {
        worker.commit(handle ->
                handle.createUpdate(FALL_SILENT)
                        .bind("name", name)
                        .bind("holder", holder)
                        .execute());
    }

    Optional<Leader> current(String name) {
        return worker.commit(handle ->
                handle.createQuery(CURRENT)
                        .bind("name", name)
                        .map((row, _) ->
                                new Leader(
                                        row.getLong("epoch"),
                                        row.getString("holder"),
                                        row.getTimestamp("since").toInstant()))
                        .findOne());
    }

    /** A leader's write met the epoch of another: it is undone. */
    private static final class Deposed extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Writes as the leader of a term, in one transaction.
     *
     * @param idle the longest that the leader may leave the transaction alone
     * @return empty where the term was over before the end of it; nothing is written then
     */
    <T> Optional<T> write(LeaderTerm term, Duration idle, Function<Handle, T> action) {
        try {
            return Optional.of(
                    worker.commit(handle -> {
                        fence(handle, term, idle);
                        var done = action.apply(handle);
                        requireTrust(term);
                        return done;
                    }));
        } catch (Deposed _) { // too late
            return Optional.empty();
        }
    }

    private static void fence(Handle handle, LeaderTerm term, Duration idle) {
        requireTrust(term);
        handle.createQuery(BOUND)
                .bind("millis", Long.toString(idle.toMillis()))
                .mapTo(String.class)
                .one();
        var leads =
                handle.createQuery(FENCE)
                        .bind("name", term.name())
                        .bind("epoch", term.epoch())
                        .bind("holder", term.holder())
                        .mapTo(Integer.class)
                        .findOne();
        if (leads.isEmpty()) {
            throw new Deposed();
        }
    }

    private static void requireTrust(LeaderTerm term) {
        if (!term.trusted()) {
            throw new Deposed();
        }
    }
}
