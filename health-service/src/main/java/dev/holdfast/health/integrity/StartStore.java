package dev.holdfast.health.integrity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.holdfast.kit.database.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** What each instance checked when it started, for 90 days. */
final class StartStore {

    private static final String KEEP =
            """
            insert into instance_start (service, address, began_at, build, report, seen_at)
            values (:service, :address, :began, :build, :report::jsonb, work_now())
            on conflict (service, address, began_at) do update set report = excluded.report, seen_at = work_now()
            """;
    private static final String FORGET =
            "delete from instance_start where began_at < work_now() - interval '90 days'";
    private static final String NEWEST =
            "select *, report::text as written from instance_start order by began_at desc, service limit :most";

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> REPORT = new TypeReference<>() {};

    private StartStore() {}

    static void keep(
            UnitOfWork work,
            String service,
            String address,
            Instant began,
            Map<String, String> report) {
        work.write(
                1,
                work.handle()
                        .createUpdate(KEEP)
                        .bind("service", service)
                        .bind("address", address)
                        .bind("began", began)
                        .bind("build", report.getOrDefault("build", ""))
                        .bind("report", JSON.valueToTree(report).toString()));
    }

    static void forgetOld(UnitOfWork work) {
        work.wrote(work.handle().createUpdate(FORGET).execute());
    }

    static List<InstanceStart> newest(UnitOfWork work, int most) {
        return work.handle()
                .createQuery(NEWEST)
                .bind("most", most)
                .map((row, _) -> read(row))
                .list();
    }

    private static InstanceStart read(ResultSet row) throws SQLException {
        try {
            return new InstanceStart(
                    row.getString("service"),
                    row.getString("address"),
                    row.getObject("began_at", OffsetDateTime.class).toInstant(),
                    row.getString("build"),
                    JSON.readValue(row.getString("written"), REPORT),
                    row.getObject("seen_at", OffsetDateTime.class).toInstant());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable start-up report", e);
        }
    }
}
