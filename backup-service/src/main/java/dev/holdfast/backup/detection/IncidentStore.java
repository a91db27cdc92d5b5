package dev.holdfast.backup.detection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.protocol.GuildId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The incidents of the unit's guild. At most one is open. */
final class IncidentStore {

    private static final String GUILDS =
            """
            select guild_id from detection_incident where state = 'OPEN' order by guild_id
            """;
    private static final String KNOWN =
            """
            select change_id, at from detection_change
            where guild_id = :guild and schema_name = :schema and change_id = any (:ids)
            """;
    private static final String FOLD =
            """
            insert into detection_incident as known (guild_id, first_at, last_at) values (:guild, :first, :last)
            on conflict (guild_id) where state = 'OPEN' do update
            set first_at = least(known.first_at, excluded.first_at), last_at = greatest(known.last_at, excluded.last_at)
            returning incident_id
            """;
    private static final String ADD =
            """
            insert into detection_change (guild_id, schema_name, change_id, incident_id, feature, table_name, restorable, kind, row_count, at)
            values (:guild, :schema, :change, :incident, :feature, :table, :restorable, :kind, :rows, :at)
            on conflict do nothing
            """;
    private static final String OPEN =
            """
            select incident_id, first_at, last_at, features, restore_id, told_at
            from detection_incident where guild_id = :guild and state = 'OPEN'
            """;
    private static final String DAMAGE =
            """
            select schema_name, table_name, feature, bool_or(restorable) as restorable,
                coalesce(sum(row_count) filter (where kind <> 'UPDATE'), 0) as gone,
                coalesce(sum(row_count) filter (where kind = 'UPDATE'), 0) as touched
            from detection_change where guild_id = :guild and incident_id = :incident
            group by schema_name, table_name, feature order by schema_name, table_name
            """;

    /** What a clock that was ahead has dated later than now silences nobody. */
    private static final String TOLD =
            """
            select exists (
                select from detection_incident where guild_id = :guild and told_at > :since and told_at <= :now)
            """;

    private static final String TELL =
            """
            update detection_incident
            set told_at = :now, snapshot_id = :snapshot, whole_at = :whole, features = :features
            where guild_id = :guild and incident_id = :incident and state = 'OPEN' and told_at is null
            """;
    private static final String RESTORE =
            """
            update detection_incident set restore_id = :restore
            where guild_id = :guild and incident_id = :incident and state = 'OPEN' and told_at is null and restore_id is null
            """;
    private static final String CLOSE =
            """
            update detection_incident set state = :state, closed_at = :now
            where guild_id = :guild and incident_id = :incident and state = 'OPEN'
            """;

    /** The button stays below its message when more has vanished. */
    private static final String DISMISS =
            """
            update detection_incident set state = 'DISMISSED', closed_at = :now
            where guild_id = :guild and incident_id = :incident and state in ('OPEN', 'LEFT')
            """;

    private IncidentStore() {}

    /** The guilds with an open one: all that a worker sees of them. */
    static List<GuildId> guilds(WorkerConnection worker) {
        return worker.commit(
                handle -> handle.createQuery(GUILDS).mapTo(Long.class).map(GuildId::new).list());
    }

    /** Those records of the unit's guild that are of no incident yet. */
    static List<Change> fresh(UnitOfWork work, String schema, List<Change> changes) {
        var known = known(work, schema, changes);
        return changes.stream().filter(it -> !known.contains(Key.of(it))).toList();
    }

    /**
     * Adds records of the unit's guild to its open incident, or opens one.
     *
     * @param fresh one at least
     */
    static void fold(UnitOfWork work, String schema, List<Change> fresh) {
        var first = fresh.stream().map(Change::at).min(Instant::compareTo).orElseThrow();
        var last = fresh.stream().map(Change::at).max(Instant::compareTo).orElseThrow();
        var incident =
                work.handle()
                        .createQuery(FOLD)
                        .bind("guild", work.guild().value())
                        .bind("first", first)
                        .bind("last", last)
                        .mapTo(Long.class)
                        .one();
        var batch = work.handle().prepareBatch(ADD);
        for (var change : fresh) {
            batch.bind("guild", work.guild().value())
                    .bind("schema", schema)
                    .bind("change", change.id())
                    .bind("incident", incident)
                    .bind("feature", change.feature())
                    .bind("table", change.table())
                    .bind("restorable", change.restorable())
                    .bind("kind", String.valueOf(change.kind()))
                    .bind("rows", change.rows())
                    .bind("at", change.at())
                    .add();
        }
        batch.execute();
        work.wrote(fresh.size());
    }

    /** By what a record is known. */
    private record Key(long id, Instant at) {

        static Key of(Change change) {
            return new Key(change.id(), change.at());
        }
    }

    private static Set<Key> known(UnitOfWork work, String schema, List<Change> changes) {
        var ids = changes.stream().map(Change::id).toList();
        return work.handle()
                .createQuery(KNOWN)
                .bind("guild", work.guild().value())
                .bind("schema", schema)
                .bindArray("ids", Long.class, ids)
                .map((row, _) ->
                        new Key(
                                row.getLong("change_id"),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .set();
    }

    static Optional<Incident> open(UnitOfWork work) {
        return work.handle()
                .createQuery(OPEN)
                .bind("guild", work.guild().value())
                .map((row, _) -> incident(row))
                .findOne();
    }

    private static Incident incident(ResultSet row) throws SQLException {
        var restore = row.getObject("restore_id", Long.class);
        var told = row.getObject("told_at", OffsetDateTime.class);
        return new Incident(
                row.getLong("incident_id"),
                row.getObject("first_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                Set.of((String[]) row.getArray("features").getArray()),
                restore == null ? OptionalLong.empty() : OptionalLong.of(restore),
                told == null ? null : told.toInstant());
    }

    static List<Damage> damage(UnitOfWork work, Incident incident) {
        return work.handle()
                .createQuery(DAMAGE)
                .bind("guild", work.guild().value())
                .bind("incident", incident.incidentId())
                .map((row, _) ->
                        new Damage(
                                row.getString("schema_name"),
                                row.getString("table_name"),
                                row.getString("feature"),
                                row.getBoolean("restorable"),
                                row.getLong("gone"),
                                row.getLong("touched")))
                .list();
    }

    /** Whether the guild was told of any within that time. */
    static boolean isToldWithin(UnitOfWork work, Duration time) {
        return work.handle()
                .createQuery(TOLD)
                .bind("guild", work.guild().value())
                .bind("since", work.now().minus(time))
                .bind("now", work.now())
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Notes that the guild is told, once.
     *
     * @return false: it was told by somebody else, or is closed
     */
    static boolean tell(UnitOfWork work, Incident incident, Assessment assessment) {
        var features = new TreeSet<>(assessment.features());
        var whole = assessment.whole();
        return work.handle()
                        .createUpdate(TELL)
                        .bind("guild", work.guild().value())
                        .bind("incident", incident.incidentId())
                        .bind("now", work.now())
                        .bind("snapshot", whole.map(LastGoodSnapshot::snapshotId).orElse(null))
                        .bind("whole", whole.map(LastGoodSnapshot::takenAt).orElse(null))
                        .bindArray("features", String.class, features)
                        .execute()
                == 1;
    }

    /**
     * Notes which restore is about to be applied, once.
     *
     * @return false: another one is, or it is told or closed
     */
    static boolean restore(UnitOfWork work, Incident incident, long restoreId) {
        return work.handle()
                        .createUpdate(RESTORE)
                        .bind("guild", work.guild().value())
                        .bind("incident", incident.incidentId())
                        .bind("restore", restoreId)
                        .execute()
                == 1;
    }

    /**
     * Closes it.
     *
     * @return false: it is closed, or there is none
     */
    static boolean close(UnitOfWork work, long incidentId, Incident.End end) {
        return work.handle()
                        .createUpdate(CLOSE)
                        .bind("guild", work.guild().value())
                        .bind("incident", incidentId)
                        .bind("state", end.name())
                        .bind("now", work.now())
                        .execute()
                == 1;
    }

    /**
     * Notes that it was meant; also of one that more vanished after.
     *
     * @return false: it is closed otherwise, or there is none
     */
    static boolean dismiss(UnitOfWork work, long incidentId) {
        return work.handle()
                        .createUpdate(DISMISS)
                        .bind("guild", work.guild().value())
                        .bind("incident", incidentId)
                        .bind("now", work.now())
                        .execute()
                == 1;
    }
}
