package dev.holdfast.backup.detection;

import dev.holdfast.kit.database.UnitOfWork;
import java.time.Duration;

/** How far the records of each schema are read. */
final class PositionStore {

    /** A transaction that takes longer is not waited for. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private static final String LAST =
            "select change_id from detection_cursor where schema_name = :schema";
    private static final String GAPS =
            """
            select change_id from detection_gap where schema_name = :schema order by change_id
            """;

    private static final String MOVE =
            """
            insert into detection_cursor (schema_name, change_id) values (:schema, :last)
            on conflict (schema_name) do update set change_id = excluded.change_id
            """;

    private static final String CLOSE =
            """
            delete from detection_gap where schema_name = :schema and (change_id <> all (:gaps) or noticed_at < :longAgo)
            """;
    private static final String NOTE =
            """
            insert into detection_gap (schema_name, change_id, noticed_at)
            select :schema, gap, :now from unnest(:gaps) gap where gap > :known
            on conflict do nothing
            """;

    private PositionStore() {}

    static ReadPosition find(UnitOfWork work, String schema) {
        var last =
                work.handle().createQuery(LAST).bind("schema", schema).mapTo(Long.class).findOne();
        var gaps = work.handle().createQuery(GAPS).bind("schema", schema).mapTo(Long.class).list();
        return new ReadPosition(last.orElse(0L), gaps);
    }

    /**
     * Moves on.
     *
     * @param before what was found
     */
    static void move(UnitOfWork work, String schema, ReadPosition before, ReadPosition after) {
        work.handle()
                .createUpdate(MOVE)
                .bind("schema", schema)
                .bind("last", after.last())
                .execute();
        work.handle()
                .createUpdate(CLOSE)
                .bind("schema", schema)
                .bindArray("gaps", Long.class, after.gaps())
                .bind("longAgo", work.now().minus(PATIENCE))
                .execute();
        work.handle()
                .createUpdate(NOTE)
                .bind("schema", schema)
                .bindArray("gaps", Long.class, after.gaps())
                .bind("known", before.last())
                .bind("now", work.now())
                .execute();
    }
}
