package dev.holdfast.health.incident;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.kit.database.UnitOfWork;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Incidents in PostgreSQL; each write may come any number of times. */
final class IncidentStore {

    private static final String BECAME =
            """
            insert into incident as known (
                guild_id, incident_id, root, verdict, began_at, ended_at, attached, reported, version, written_at)
            values (app_guild(), :id, :root, :verdict, :began, :ended, :attached, :reported, :version, :now)
            on conflict (guild_id, incident_id) do update
            set verdict = excluded.verdict, ended_at = excluded.ended_at, attached = excluded.attached,
                reported = excluded.reported, version = excluded.version, written_at = excluded.written_at
            where known.version < excluded.version and known.ended_at is null
            """;
    private static final String HAPPENED =
            """
            insert into incident_entry (guild_id, incident_id, entry_id, at, kind, user_id, name, text)
            values (app_guild(), :id, :entry, :at, :kind, :user, :name, :text)
            on conflict (guild_id, incident_id, entry_id) do nothing
            """;
    private static final String ACKNOWLEDGED =
            """
            update incident set acknowledged_by = :user, acknowledged_name = :name, written_at = :now
            where guild_id = app_guild() and incident_id = :id and acknowledged_by is null
            """;
    private static final String LATEST =
            """
            select incident_id, root, verdict, began_at, ended_at, attached, reported, version,
                acknowledged_by, acknowledged_name
            from incident where guild_id = app_guild()
            order by ended_at is null desc, incident_id desc limit :most
            """;
    private static final String ENTRIES =
            """
            select incident_id, entry_id, at, kind, user_id, name, text from incident_entry
            where guild_id = app_guild() and incident_id = any (:ids)
            order by at, entry_id limit :most
            """;
    private static final String FORGET_ENTRIES =
            """
            delete from incident_entry as line using incident as its
            where line.guild_id = app_guild() and its.guild_id = line.guild_id
              and its.incident_id = line.incident_id and its.ended_at < :before
            """;
    private static final String FORGET =
            "delete from incident where guild_id = app_guild() and ended_at < :before";

    private static final Pattern PERSON = Pattern.compile("[0-9]{15,18}|[1-8][0-9]{18}");
    private static final int LONGEST_NAME = 100;

    private IncidentStore() {}

    /** An incident as it is stored. */
    record Stored(Incident incident, long version, boolean reported) {}

    static void write(UnitOfWork work, IncidentChange change) {
        switch (change) {
            case IncidentChange.Became became -> write(work, became);
            case IncidentChange.Happened happened -> write(work, happened);
            case IncidentChange.Acknowledged acknowledged -> write(work, acknowledged);
        }
    }

    private static void write(UnitOfWork work, IncidentChange.Became became) {
        var incident = became.incident();
        work.wrote(
                work.handle()
                        .createUpdate(BECAME)
                        .bind("id", incident.id())
                        .bind("root", incident.root().toString())
                        .bind("verdict", incident.verdict().name())
                        .bind("began", at(incident.began()))
                        .bind("ended", incident.ended() == null ? null : at(incident.ended()))
                        .bindArray(
                                "attached",
                                String.class,
                                incident.attached().stream().map(Component::toString).toList())
                        .bind("reported", became.reported())
                        .bind("version", became.version())
                        .bind("now", work.now())
                        .execute());
    }

    private static void write(UnitOfWork work, IncidentChange.Happened happened) {
        var line = happened.line();
        work.wrote(
                work.handle()
                        .createUpdate(HAPPENED)
                        .bind("id", happened.incident())
                        .bind("entry", happened.entry())
                        .bind("at", at(line.at()))
                        .bind("kind", line.kind().name())
                        .bind("user", user(line.by()))
                        .bind("name", name(line.by()))
                        .bind("text", line.text())
                        .execute());
    }

    private static void write(UnitOfWork work, IncidentChange.Acknowledged acknowledged) {
        work.wrote(
                work.handle()
                        .createUpdate(ACKNOWLEDGED)
                        .bind("id", acknowledged.incident())
                        .bind("user", user(acknowledged.by()))
                        .bind("name", name(acknowledged.by()))
                        .bind("now", work.now())
                        .execute());
    }

    /** Those that go on, then the newest. */
    static List<Stored> latest(UnitOfWork work, int most) {
        return work.handle()
                .createQuery(LATEST)
                .bind("most", most)
                .map((row, _) -> stored(row))
                .list();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        var by = row.getObject("acknowledged_by", Long.class);
        var incident =
                new Incident(
                        row.getLong("incident_id"),
                        Component.parse(row.getString("root")),
                        Verdict.valueOf(row.getString("verdict")),
                        row.getObject("began_at", OffsetDateTime.class).toInstant(),
                        ended == null ? null : ended.toInstant(),
                        components(row.getArray("attached")),
                        by == null ? null : by(by.longValue(), row.getString("acknowledged_name")));
        return new Stored(incident, row.getLong("version"), row.getBoolean("reported"));
    }

    private static List<Component> components(Array written) throws SQLException {
        return Arrays.stream((String[]) written.getArray()).map(Component::parse).toList();
    }

    /** What happened in them, oldest first. */
    static List<IncidentChange.Happened> entries(UnitOfWork work, Collection<Long> ids, int most) {
        return work.handle()
                .createQuery(ENTRIES)
                .bindArray("ids", Long.class, ids)
                .bind("most", most)
                .map((row, _) ->
                        new IncidentChange.Happened(
                                row.getLong("incident_id"),
                                row.getObject("entry_id", UUID.class),
                                new IncidentEntry(
                                        row.getObject("at", OffsetDateTime.class).toInstant(),
                                        IncidentEntry.Kind.valueOf(row.getString("kind")),
                                        by(row.getLong("user_id"), row.getString("name")),
                                        row.getString("text"))))
                .list();
    }

    /** Forgets what ended before then. */
    static void forget(UnitOfWork work, Instant before) {
        for (var each : List.of(FORGET_ENTRIES, FORGET)) {
            work.wrote(work.handle().createUpdate(each).bind("before", at(before)).execute());
        }
    }

    /** 0 for a name: it is no person's id. */
    private static long user(String by) {
        return PERSON.matcher(by).matches() ? Long.parseLong(by) : 0;
    }

    private static String name(String by) {
        return PERSON.matcher(by).matches()
                ? ""
                : by.substring(0, Math.min(by.length(), LONGEST_NAME));
    }

    private static String by(long user, @Nullable String name) {
        return user == 0 ? String.valueOf(name) : Long.toString(user);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
