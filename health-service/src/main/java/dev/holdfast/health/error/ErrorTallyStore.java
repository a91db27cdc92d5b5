package dev.holdfast.health.error;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.observe.KnownError;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The largest counts that were heard, and when each instance was. */
final class ErrorTallyStore {

    private static final String TURN =
            "select pg_advisory_xact_lock(hashtextextended('error:' || :service, 0))::text";
    private static final String KNOWN =
            """
            select fingerprint, first, count from error_tally
            where service = :service and fingerprint = any(:fingerprints)
            """;

    /** Once a day also what did not grow, so that it is known to be in use. */
    private static final String KEEP =
            """
            insert into error_tally as known (service, fingerprint, first, count, heard_at)
            select :service, fingerprint, first, max(count), work_now()
            from unnest(:fingerprints, :firsts, :counts) as heard (fingerprint, first, count)
            group by fingerprint, first
            on conflict (service, fingerprint, first) do update
            set count = greatest(known.count, excluded.count), heard_at = excluded.heard_at
            where excluded.count > known.count or known.heard_at < excluded.heard_at - interval '1 day'
            """;

    private static final String HEARD =
            """
            insert into error_source (service, instance, heard_at) values (:service, :instance, work_now())
            on conflict (service, instance) do update set heard_at = excluded.heard_at
            """;
    private static final String SILENT =
            """
            select wanted.service || ' ' || wanted.instance
            from unnest(:services, :instances) as wanted (service, instance)
            where not exists (
                select from error_source source
                where source.service = wanted.service and source.instance = wanted.instance
                  and source.heard_at >= work_now() - :longest * interval '1 ms')
            order by 1
            """;
    private static final String FORGET_SOURCES =
            "delete from error_source where heard_at < work_now() - interval '7 days'";
    private static final String FORGET =
            """
            delete from error_tally where heard_at < work_now() - interval '90 days'
               or heard_at < (select heard_at from error_tally order by heard_at desc offset :most limit 1)
            """;

    private ErrorTallyStore() {}

    /** Whoever counts errors of the service takes turns until their work is done. */
    static void takeTurn(UnitOfWork work, String service) {
        work.handle().createQuery(TURN).bind("service", service).mapTo(String.class).one();
    }

    /** The largest counts of these kinds that were ever heard of the service's instances. */
    static Map<Beginning, Long> known(UnitOfWork work, InstanceErrors heard) {
        var known = new HashMap<Beginning, Long>();
        work.handle()
                .createQuery(KNOWN)
                .bind("service", heard.service())
                .bindArray(
                        "fingerprints",
                        String.class,
                        heard.errors().stream().map(KnownError::fingerprint).toList())
                .map((row, _) -> {
                    var beginning =
                            new Beginning(row.getString("fingerprint"), row.getString("first"));
                    known.put(beginning, row.getLong("count"));
                    return beginning;
                })
                .list();
        return known;
    }

    static void keep(UnitOfWork work, InstanceErrors heard) {
        var beginnings = heard.errors().stream().map(Beginning::of).toList();
        work.wrote(
                work.handle()
                        .createUpdate(KEEP)
                        .bind("service", heard.service())
                        .bindArray(
                                "fingerprints",
                                String.class,
                                beginnings.stream().map(Beginning::fingerprint).toList())
                        .bindArray(
                                "firsts",
                                String.class,
                                beginnings.stream().map(Beginning::first).toList())
                        .bindArray(
                                "counts",
                                Long.class,
                                heard.errors().stream().map(KnownError::count).toList())
                        .execute());
        work.write(
                1,
                work.handle()
                        .createUpdate(HEARD)
                        .bind("service", heard.service())
                        .bind("instance", heard.instance()));
    }

    /** Those of these instances, as {@code service host:port}, that were not read for so long. */
    static List<String> silent(
            UnitOfWork work, List<String> services, List<String> instances, Duration longest) {
        return work.handle()
                .createQuery(SILENT)
                .bindArray("services", String.class, services)
                .bindArray("instances", String.class, instances)
                .bind("longest", longest.toMillis())
                .mapTo(String.class)
                .list();
    }

    /**
     * Forgets counts that no instance has told for 90 days.
     *
     * @param most so many stay; of more, those told longest ago go
     */
    static void prune(UnitOfWork work, int most) {
        work.wrote(work.handle().createUpdate(FORGET_SOURCES).execute());
        work.wrote(work.handle().createUpdate(FORGET).bind("most", most).execute());
    }
}
