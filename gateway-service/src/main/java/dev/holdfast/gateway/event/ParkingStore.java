package dev.holdfast.gateway.event;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.GuildId;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Parked events and their lanes; each method is one transaction of the worker, or part of one. */
final class ParkingStore {

    private static final String GUILDS =
            "select guild_id from parked_lane where service = :service";
    private static final String PARK =
            """
            with given as (
                select * from unnest(:guilds, :keys, :notes) with ordinality as g (guild_id, key, note, nth)
            ), parked as (
                insert into parked_event (guild_id, service, key, note)
                select guild_id, :service, key, note::json from given order by nth
                on conflict (guild_id, service, key) do nothing
            )
            insert into parked_lane as lane (guild_id, service)
            select distinct guild_id, :service from given order by guild_id
            on conflict (guild_id, service) do update set ready_at = lane.ready_at
            """;

    /** Least recently tried first; another gateway's claims are passed over. */
    private static final String CLAIM =
            """
            update parked_lane lane
            set attempt = attempt + 1, ready_at = work_now() + make_interval(secs => :seconds)
            from (
                select guild_id, service from parked_lane
                where ready_at <= work_now() and service <> all (:passing)
                order by ready_at limit :most for update skip locked
            ) due
            where lane.guild_id = due.guild_id and lane.service = due.service
            returning lane.guild_id, lane.service, lane.attempt
            """;

    private static final String READ =
            """
            select place, note from parked_event
            where guild_id = :guild and service = :service order by place limit :most
            """;
    private static final String HOLD =
            """
            select attempt from parked_lane
            where guild_id = :guild and service = :service for update
            """;
    private static final String SETTLE =
            """
            delete from parked_event
            where guild_id = :guild and service = :service and place = any (:places)
            """;

    /** A statement of its own, so that it sees what was parked until the lane was held. */
    private static final String CLOSE =
            """
            delete from parked_lane
            where guild_id = :guild and service = :service
              and not exists (
                select from parked_event e where e.guild_id = :guild and e.service = :service)
            """;

    private static final String DEFER =
            """
            update parked_lane set attempt = :attempt, ready_at = work_now() + make_interval(secs => :seconds)
            where guild_id = :guild and service = :service
            """;
    private static final String REFUSE =
            """
            insert into refused_event (guild_id, service, key, note, because)
            select guild_id, :service, key, note::json, :because
            from unnest(:guilds, :keys, :notes) as g (guild_id, key, note)
            on conflict (guild_id, service, key) do nothing
            """;
    private static final String FORGET_REFUSED =
            """
            delete from refused_event r using (
                select guild_id, place from refused_event
                where service = :service order by place desc offset :most
            ) oldest
            where r.guild_id = oldest.guild_id and r.service = :service and r.place = oldest.place
            """;
    private static final String COUNT =
            "select service, count(*) as parked from parked_event group by service";
    private static final String COUNT_REFUSED = "select count(*) from refused_event";
    private static final String REFUSED_PLACES =
            "select guild_id, place from refused_event order by refused_at desc limit :most";
    private static final String REFUSED =
            """
            select service, place, key, because, refused_at from refused_event
            where guild_id = :guild and place = any (:places)
            """;
    private static final String RETRY = "select retry_refused_events(:service)";
    private static final String DROP_OLDEST =
            """
            delete from parked_event e using (
                select guild_id, place from parked_event
                where service = :service order by place limit :excess
            ) oldest
            where e.guild_id = oldest.guild_id and e.service = :service and e.place = oldest.place
            """;

    private ParkingStore() {}

    static Set<GuildId> guilds(Handle worker, String service) {
        return new HashSet<>(
                worker.createQuery(GUILDS)
                        .bind("service", service)
                        .mapTo(Long.class)
                        .map(GuildId::new)
                        .list());
    }

    static void park(Handle worker, String service, List<PendingEvent> events) {
        worker.createUpdate(PARK)
                .bind("service", service)
                .bindArray("guilds", Long.class, each(events, it -> it.guild().value()))
                .bindArray("keys", String.class, each(events, it -> it.note().key().value()))
                .bindArray("notes", String.class, each(events, PendingEvent::json))
                .execute();
    }

    static List<ParkedLane> claim(
            Handle worker, Collection<String> passing, int most, Duration lease) {
        return worker.createQuery(CLAIM)
                .bindArray("passing", String.class, List.copyOf(passing))
                .bind("most", most)
                .bind("seconds", seconds(lease))
                .map((row, _) ->
                        new ParkedLane(
                                new GuildId(row.getLong("guild_id")),
                                row.getString("service"),
                                row.getInt("attempt")))
                .list();
    }

    /** The lane's oldest events, by their place. */
    static List<Map.Entry<Long, String>> read(UnitOfWork work, String service, int most) {
        return work.handle()
                .createQuery(READ)
                .bind("guild", work.guild().value())
                .bind("service", service)
                .bind("most", most)
                .map((row, _) -> Map.entry(row.getLong("place"), row.getString("note")))
                .list();
    }

    /** Forgets those events, and the lane with the last of them. */
    static void settle(Handle worker, ParkedLane lane, List<Long> places) {
        worker.createQuery(HOLD)
                .bind("guild", lane.guild().value())
                .bind("service", lane.service())
                .mapTo(Integer.class)
                .findOne();
        worker.createUpdate(SETTLE)
                .bind("guild", lane.guild().value())
                .bind("service", lane.service())
                .bindArray("places", Long.class, places)
                .execute();
        worker.createUpdate(CLOSE)
                .bind("guild", lane.guild().value())
                .bind("service", lane.service())
                .execute();
    }

    static void defer(Handle worker, ParkedLane lane, int attempt, Duration pause) {
        worker.createUpdate(DEFER)
                .bind("guild", lane.guild().value())
                .bind("service", lane.service())
                .bind("attempt", attempt)
                .bind("seconds", seconds(pause))
                .execute();
    }

    /** Keeps refused events, and of the service's no more than so many. */
    static void refuse(
            Handle worker, String service, List<DeadEventRow> events, String because, int most) {
        worker.createUpdate(REFUSE)
                .bind("service", service)
                .bind("because", because)
                .bindArray("guilds", Long.class, each(events, it -> it.guild().value()))
                .bindArray("keys", String.class, each(events, it -> it.key().value()))
                .bindArray("notes", String.class, each(events, DeadEventRow::json))
                .execute();
        worker.createUpdate(FORGET_REFUSED).bind("service", service).bind("most", most).execute();
    }

    /** How many events wait for each service. */
    static Map<String, Integer> count(Handle worker) {
        return worker
                .createQuery(COUNT)
                .map((row, _) -> Map.entry(row.getString("service"), row.getInt("parked")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static int countRefused(Handle worker) {
        return worker.createQuery(COUNT_REFUSED).mapTo(Integer.class).one();
    }

    /** Where the newest lie. */
    static Map<GuildId, List<Long>> refusedPlaces(Handle worker, int most) {
        return worker
                .createQuery(REFUSED_PLACES)
                .bind("most", most)
                .map((row, _) ->
                        Map.entry(new GuildId(row.getLong("guild_id")), row.getLong("place")))
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Map.Entry::getKey,
                                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    static List<DeadEvent> refused(UnitOfWork work, List<Long> places) {
        return work.handle()
                .createQuery(REFUSED)
                .bind("guild", work.guild().value())
                .bindArray("places", Long.class, places)
                .map((row, _) ->
                        new DeadEvent(
                                work.guild(),
                                row.getString("service"),
                                row.getLong("place"),
                                row.getString("key"),
                                row.getString("because"),
                                row.getObject("refused_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    static long retry(Handle worker, String service) {
        return worker.createQuery(RETRY).bind("service", service).mapTo(Long.class).one();
    }

    static int dropOldest(Handle worker, String service, int excess) {
        return worker.createUpdate(DROP_OLDEST)
                .bind("service", service)
                .bind("excess", excess)
                .execute();
    }

    private static <E, T> List<T> each(List<E> events, Function<E, T> part) {
        return events.stream().map(part).toList();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
