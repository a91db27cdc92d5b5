package dev.holdfast.backup.detection;

import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads what the schemas' triggers recorded since the last time, and makes an incident of it for
 * each guild that lost rows. A record that is read twice counts once.
 */
@Singleton
final class ChangeReader {

    private static final UserId NOBODY = new UserId(0);
    private static final int LONGEST_STATEMENT = 300;
    private static final int MOST_TABLES = 5;

    private final UnitsOfWork units;
    private final RestoreHistory history;
    private final Alerts alerts;

    @Inject
    ChangeReader(UnitsOfWork units, RestoreHistory history, Alerts alerts) {
        this.units = units;
        this.history = history;
        this.alerts = alerts;
    }

    /** Reads all schemas to their ends. */
    void read(RecordStore records, OperationKey cause, Progress progress) {
        for (var schema : records.schemas()) {
            while (readPage(records, schema, cause, progress)) {
                progress.goOn();
            }
        }
    }

    /** Whether there may be more. */
    private boolean readPage(
            RecordStore records, String schema, OperationKey cause, Progress progress) {
        var known = units.read(GuildId.DIRECT, NOBODY, work -> PositionStore.find(work, schema));
        // Where somebody emptied the records and had their numbers begin anew, so does this.
        var before = records.lastDrawn(schema) < known.last() ? ReadPosition.BEGINNING : known;
        var changes = records.after(schema, before);
        var damage = changes.stream().filter(Change::isDamage).toList();
        if (!damage.isEmpty()) {
            tellOperator(schema, damage);
        }
        fold(schema, damage, cause, progress);
        var after = before.after(changes.stream().map(Change::id).collect(Collectors.toSet()));
        if (!after.equals(known) || !known.gaps().isEmpty()) {
            units.write(
                    GuildId.DIRECT,
                    cause,
                    work -> {
                        PositionStore.move(work, schema, before, after);
                        return after;
                    });
        }
        return changes.size() == RecordStore.PAGE;
    }

    private void fold(String schema, List<Change> damage, OperationKey cause, Progress progress) {
        var byGuild =
                damage.stream()
                        .collect(
                                Collectors.groupingBy(
                                        it ->
                                                Optional.ofNullable(it.guild())
                                                        .orElse(GuildId.DIRECT)
                                                        .value(),
                                        TreeMap::new,
                                        Collectors.toList()));
        // Nobody can be asked about direct messages.
        byGuild.remove(GuildId.DIRECT.value());
        byGuild.forEach((guild, changes) -> {
            progress.goOn();
            units.write(new GuildId(guild), cause, work -> fold(work, schema, changes));
        });
    }

    private List<Change> fold(UnitOfWork work, String schema, List<Change> changes) {
        var fresh = IncidentStore.fresh(work, schema, changes);
        if (!fresh.isEmpty()) {
            IncidentStore.open(work)
                    .filter(Incident::isTold)
                    .ifPresent(
                            told -> IncidentStore.close(work, told.incidentId(), end(work, told)));
            IncidentStore.fold(work, schema, fresh);
        }
        return fresh;
    }

    /** More than the guild was told of is another incident, of which it is told as well. */
    private Incident.End end(UnitOfWork work, Incident told) {
        return history.isRestored(work, told) ? Incident.End.RESTORED : Incident.End.LEFT;
    }

    /** Once for all guilds; read again after a crash it is the same alert. */
    private void tellOperator(String schema, List<Change> damage) {
        var guilds = damage.stream().map(Change::guild).distinct().toList();
        var last = damage.getLast();
        var tables = damage.stream().map(Change::table).distinct().limit(MOST_TABLES).toList();
        var text =
                ("%,d rows of %d servers vanished or changed in %s (%s) outside of any operation, the last at %s by the"
                                + " database role %s: %s. Their admins are told and can bring them back. Server ids: %s.")
                        .formatted(
                                damage.stream().mapToLong(Change::rows).sum(),
                                guilds.size(),
                                schema,
                                String.join(", ", tables),
                                last.at(),
                                last.role(),
                                UserText.shorten(
                                        last.statement().replaceAll("\\s+", " "),
                                        LONGEST_STATEMENT),
                                guilds.stream().limit(MOST_TABLES).toList());
        alerts.operator(new Alert("backup.detected", schema + ":" + last.id(), text));
    }
}
