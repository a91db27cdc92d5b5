package dev.holdfast.backup.gate;

import dev.holdfast.kit.database.WorkerConnection;
import java.time.Duration;
import java.util.List;

/** The rows of services that wait to migrate. */
final class GateStore {

    private static final String WAITING =
            """
            select gate_id, service, pending from migration_gate
            where opened_at is null and requested_at > now() - :patience * interval '1 ms' order by gate_id limit 100
            """;
    private static final String OPEN =
            """
            update migration_gate set snapshot_id = :snapshot, failure = null, opened_at = now()
            where gate_id = any (:gates) and opened_at is null
            """;
    private static final String REFUSE =
            "update migration_gate set failure = :why where gate_id = any (:gates) and opened_at is null";
    private static final String FORGET =
            "delete from migration_gate where requested_at < now() - interval '7 days'";

    private final WorkerConnection worker;

    GateStore(WorkerConnection worker) {
        this.worker = worker;
    }

    /** A service that waits. */
    record Waiting(long id, String service, int pending) {}

    /** Those that asked within the patience; whoever waited for longer has given up. */
    List<Waiting> waiting(Duration patience) {
        return worker.commit(handle ->
                handle.createQuery(WAITING)
                        .bind("patience", patience.toMillis())
                        .map((row, _) ->
                                new Waiting(
                                        row.getLong("gate_id"),
                                        row.getString("service"),
                                        row.getInt("pending")))
                        .list());
    }

    int open(List<Waiting> gates, long snapshot) {
        return worker.commit(handle ->
                handle.createUpdate(OPEN)
                        .bind("snapshot", snapshot)
                        .bindArray("gates", Long.class, ids(gates))
                        .execute());
    }

    int refuse(List<Waiting> gates, String why) {
        return worker.commit(handle ->
                handle.createUpdate(REFUSE)
                        .bind("why", why)
                        .bindArray("gates", Long.class, ids(gates))
                        .execute());
    }

    int forget() {
        return worker.commit(handle -> handle.execute(FORGET));
    }

    private static List<Long> ids(List<Waiting> gates) {
        return gates.stream().map(Waiting::id).toList();
    }
}
