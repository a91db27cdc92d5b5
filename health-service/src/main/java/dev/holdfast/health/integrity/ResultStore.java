package dev.holdfast.health.integrity;

import dev.holdfast.health.integrity.CheckState.Verdict;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CheckResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What each check of each service found last. */
final class ResultStore {

    /** What is unknown for a while is as broken as it was. */
    private static final String KEEP =
            """
            insert into integrity_result as known
                (service, name, verdict, detail, checked_at, since, seen_at, broken_since)
            values (:service, :name, :verdict, :detail, :checkedAt, work_now(), work_now(),
                case when :verdict = 'broken' then work_now() end)
            on conflict (service, name) do update set
                verdict = excluded.verdict, detail = excluded.detail, checked_at = excluded.checked_at,
                since = case when known.verdict = excluded.verdict then known.since else work_now() end,
                seen_at = work_now(),
                broken_since = case excluded.verdict when 'holds' then null
                    when 'broken' then coalesce(known.broken_since, work_now()) else known.broken_since end
            """;

    private static final String SILENT =
            """
            update integrity_result set verdict = 'unknown', detail = :why,
                since = case when verdict = 'unknown' then since else work_now() end
            where service = :service
            """;
    private static final String GONE =
            """
            delete from integrity_result where service = :service and name <> all (:names)
            returning *
            """;
    private static final String ALL = "select * from integrity_result order by service, name";

    private ResultStore() {}

    /** What the service told of its checks. */
    static void keep(UnitOfWork work, String service, List<CheckResult> results) {
        if (results.isEmpty()) {
            return;
        }
        var batch = work.handle().prepareBatch(KEEP);
        for (var result : results) {
            batch.bind("service", service)
                    .bind("name", result.name())
                    .bind("verdict", word(verdict(result)))
                    .bind("detail", result.detail())
                    .bind("checkedAt", result.at())
                    .add();
        }
        batch.execute();
        work.wrote(results.size());
    }

    /** The service did not tell: what its checks would say is unknown. */
    static void silent(UnitOfWork work, String service, String why) {
        work.wrote(
                work.handle()
                        .createUpdate(SILENT)
                        .bind("service", service)
                        .bind("why", why)
                        .execute());
    }

    /** Forgets checks that its build no longer has; those that were forgotten. */
    static List<CheckState> forgetAllBut(UnitOfWork work, String service, List<String> names) {
        var gone =
                work.handle()
                        .createQuery(GONE)
                        .bind("service", service)
                        .bindArray("names", String.class, names)
                        .map((row, _) -> read(row))
                        .list();
        work.wrote(gone.size());
        return gone;
    }

    static List<CheckState> all(UnitOfWork work) {
        return work.handle().createQuery(ALL).map((row, _) -> read(row)).list();
    }

    private static Verdict verdict(CheckResult result) {
        if (result.passed()) {
            return Verdict.HOLDS;
        }
        return result.unknown() ? Verdict.UNKNOWN : Verdict.BROKEN;
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static CheckState read(ResultSet row) throws SQLException {
        return new CheckState(
                row.getString("service"),
                row.getString("name"),
                Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
                row.getString("detail"),
                instant(row, "checked_at"),
                instant(row, "since"),
                instant(row, "seen_at"),
                instantOrNull(row, "broken_since"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column)
            throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
