package dev.holdfast.health.usage;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Deletes what is old, across guilds; each method is a transaction of the worker. */
final class UsagePruneStore {

    private static final String MINUTES =
            """
            delete from usage_minute m using (
                select guild_id, at, place from usage_minute where rolled and at < :before order by at limit :most
            ) old
            where m.guild_id = old.guild_id and m.at = old.at and m.place = old.place
            """;
    private static final String PERIODS =
            """
            delete from usage_period p using (
                select guild_id, span, at, command from usage_period
                where span = :span and at < :before order by at limit :most
            ) old
            where p.guild_id = old.guild_id and p.span = old.span and p.at = old.at and p.command = old.command
            """;
    private static final String MEMBERS =
            """
            delete from usage_members m using (
                select guild_id, day from usage_members where day < :before order by day limit :most
            ) old
            where m.guild_id = old.guild_id and m.day = old.day
            """;
    private static final String FEEDBACK = "delete from feedback where given_at < :before";
    private static final String SKETCHES =
            """
            select guild_id, day, sketch from usage_members
            where sketch is not null and day < :before order by day limit :most
            """;
    private static final String SETTLE =
            """
            update usage_members set active = :active, sketch = null where guild_id = :guild and day = :day
            """;

    private UsagePruneStore() {}

    /** A day whose members were counted by a sketch. */
    record Sketched(long guild, Instant day, int active) {}

    static int minutes(Handle worker, Instant before, int most) {
        return worker.createUpdate(MINUTES).bind("before", before).bind("most", most).execute();
    }

    static int periods(Handle worker, Period.Span span, Instant before, int most) {
        return worker.createUpdate(PERIODS)
                .bind("span", span.word())
                .bind("before", before)
                .bind("most", most)
                .execute();
    }

    static int members(Handle worker, Instant before, int most) {
        return worker.createUpdate(MEMBERS).bind("before", before).bind("most", most).execute();
    }

    static int feedback(Handle worker, Instant before) {
        return worker.createUpdate(FEEDBACK).bind("before", before).execute();
    }

    static List<Sketched> sketches(Handle worker, Instant before, int most) {
        return worker.createQuery(SKETCHES)
                .bind("before", before)
                .bind("most", most)
                .map((row, _) ->
                        new Sketched(
                                row.getLong("guild_id"),
                                row.getObject("day", OffsetDateTime.class).toInstant(),
                                SketchReader.of(row.getBytes("sketch")).estimate()))
                .list();
    }

    static int settle(Handle worker, Sketched day) {
        return worker.createUpdate(SETTLE)
                .bind("guild", day.guild())
                .bind("day", day.day())
                .bind("active", day.active())
                .execute();
    }
}
