package dev.holdfast.kit.coordination;

import dev.holdfast.kit.database.WorkerConnection;
import java.time.Duration;
import java.util.Optional;

/** Counts as only a leader may: what it reads must still be so when it writes. */
final class LeaderStore {

    static final String TABLE =
            """
            create table if not exists counted (
                row_number bigint generated always as identity, instant bigint not null, epoch bigint not null, pid bigint not null);
            grant select, insert on counted to probe_worker;
            """;
    private static final String LAST = "select coalesce(max(instant), 0) from counted";
    private static final String COUNT =
            "insert into counted (instant, epoch, pid) values (:instant, :epoch, :pid)";

    private final LeaseStore leases;
    private final Duration idle;

    LeaderStore(WorkerConnection worker, Duration idle) {
        this.leases = new LeaseStore(worker);
        this.idle = idle;
    }

    /** Reads, stops for what is given, and writes; empty where the term was over. */
    Optional<Integer> count(LeaderTerm term, Runnable between) {
        return leases.write(
                term,
                idle,
                handle -> {
                    var last = handle.createQuery(LAST).mapTo(Long.class).one();
                    between.run();
                    return handle.createUpdate(COUNT)
                            .bind("instant", last + 1)
                            .bind("epoch", term.epoch())
                            .bind("pid", ProcessHandle.current().pid())
                            .execute();
                });
    }
}
