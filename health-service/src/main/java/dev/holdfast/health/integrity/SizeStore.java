package dev.holdfast.health.integrity;

import dev.holdfast.kit.database.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A sample of sizes for each day, for two years. */
final class SizeStore {

    /** A partition counts as part of its table. */
    private static final String SAMPLE_DATABASE =
            """
            insert into size_sample (day, kind, name, bytes)
            select (work_now() at time zone 'UTC')::date, 'database', current_database(),
                pg_database_size(current_database())
            union all
            select (work_now() at time zone 'UTC')::date, 'table', n.nspname || '.' || coalesce(root.relname, c.relname),
                coalesce(sum(pg_total_relation_size(c.oid)), 0)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            left join pg_class root on root.oid = pg_partition_root(c.oid)
            where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            group by 3
            on conflict (kind, name, day) do update set bytes = excluded.bytes
            """;

    private static final String SAMPLE_DISK =
            """
            insert into size_sample (day, kind, name, bytes, limit_bytes)
            values ((work_now() at time zone 'UTC')::date, 'disk', :path, :used, :total)
            on conflict (kind, name, day) do update set bytes = excluded.bytes, limit_bytes = excluded.limit_bytes
            """;
    private static final String FORGET =
            "delete from size_sample where day < (work_now() at time zone 'UTC')::date - 730";
    private static final String SIZES =
            """
            select kind, name, (array_agg(bytes order by day desc))[1] as bytes,
                (array_agg(limit_bytes order by day desc))[1] as limit_bytes,
                case when max(day) - min(day) >= 2 then
                    ((array_agg(bytes order by day desc))[1] - (array_agg(bytes order by day))[1])::float8
                        / (max(day) - min(day)) end as per_day
            from size_sample where day > (work_now() at time zone 'UTC')::date - 31
            group by kind, name
            having max(day) >= (work_now() at time zone 'UTC')::date - 2
            order by kind, bytes desc, name
            """;

    private SizeStore() {}

    static void sampleDatabase(UnitOfWork work) {
        work.wrote(work.handle().createUpdate(SAMPLE_DATABASE).execute());
        work.wrote(work.handle().createUpdate(FORGET).execute());
    }

    static void sampleDisk(UnitOfWork work, String path, long used, long total) {
        work.write(
                1,
                work.handle()
                        .createUpdate(SAMPLE_DISK)
                        .bind("path", path)
                        .bind("used", used)
                        .bind("total", total));
    }

    /** Of what was sampled within the last two days. */
    static List<Size> sizes(UnitOfWork work) {
        return work.handle().createQuery(SIZES).map((row, _) -> read(row)).list();
    }

    private static Size read(ResultSet row) throws SQLException {
        var limit = row.getLong("limit_bytes");
        var isLimited = !row.wasNull();
        var perDay = row.getDouble("per_day");
        var grows = !row.wasNull();
        return new Size(
                Size.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                row.getLong("bytes"),
                isLimited ? OptionalLong.of(limit) : OptionalLong.empty(),
                grows ? OptionalDouble.of(perDay) : OptionalDouble.empty());
    }
}
