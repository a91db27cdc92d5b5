package dev.holdfast.smoke.backup;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

/** The job that removes what is not kept any longer runs, as the leader enqueues it every hour. */
record Pruning(BackupScene scene, Operator operator) implements Operation {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(5);

    /** The newest of a location, and the newest from before those days. */
    private static final int KEPT = 3;

    /** All but the two newest proven ones are three days old. */
    private static final String AGE =
            """
            update backup.snapshot set started_at = started_at - interval '3 days', taken_at = taken_at - interval '3 days'
            where taken_at > now() - interval '1 day' and snapshot_id < (
                select snapshot_id from backup.snapshot
                where guild_id = 0 and state in ('VERIFIED', 'DRILLED') and pruned_at is null
                order by snapshot_id desc offset 1 limit 1)
            """;

    private static final String ENQUEUE =
            """
            insert into backup.job_run (job, scheduled_for, ready_at)
            values ('snapshot-pruning', now(), now() + interval '1 hour')
            """;
    private static final String DUE =
            "update backup.job_run set ready_at = now() where job = 'snapshot-pruning' and done_at is null";
    private static final String RUNS =
            """
            select %s from backup.job_run where job = 'snapshot-pruning' order by scheduled_for desc limit 1
            """;

    @Override
    public void prepare() throws Exception {
        // Nothing is pruned while the newest has failed, and there is to be something to prune.
        assertEquals("VERIFIED", new OperatorSnapshot(operator).run());
        scene.rows().execute(AGE);
        scene.archive().age(Duration.ofHours(2));
        scene.rows().execute(ENQUEUE);
    }

    @Override
    public boolean isAsked() throws Exception {
        return scene.rows().texts(RUNS.formatted("attempt > 0")).equals(List.of("t"));
    }

    @Override
    public String run() throws Exception {
        scene.rows().execute(DUE);
        await().atMost(LONGEST)
                .pollInterval(LOOK)
                .until(() ->
                        scene.rows()
                                .texts(RUNS.formatted("done_at is not null and failure is null"))
                                .equals(List.of("t")));
        return "pruned";
    }

    /** What it had to remove is gone, also where it died over it. */
    void isDone() throws Exception {
        var all = operator.all().stream().filter(Operator.Listed::isKept).toList();
        var wholes = all.stream().filter(Operator.Listed::isOfEverything).toList();
        assertTrue(wholes.size() <= KEPT, wholes::toString);
        assertEquals(
                List.of(),
                scene.rows()
                        .texts(
                                """
                                select snapshot_id from backup.snapshot
                                where kind = 'BEFORE_RESTORE' and pruned_at is null and taken_at < now() - interval '2 days'
                                """));
    }
}
