package dev.holdfast.backup.detection;

import dev.holdfast.backup.detection.RecordStore.Operation;
import dev.holdfast.backup.restore.Diff;
import dev.holdfast.backup.restore.RestorePlan;
import dev.holdfast.backup.restore.Restores;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.progress.ClaimLost;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Finds out about a guild's open incident what was lost and what can come back, has it told once,
 * and closes it when it is restored. A guild that was told lately waits for its next message.
 */
@Singleton
final class Investigation {

    private static final Logger LOG = Logger.getLogger("holdfast.detection");
    private static final UserId NOBODY = new UserId(0);
    private static final int MOST_OPERATIONS = 20;

    /**
     * Between two messages to a guild, and so between two restores that nobody asked for: what
     * vanishes meanwhile is one incident, so a script that deletes for hours floods nobody.
     */
    static final Duration PAUSE = Duration.ofMinutes(30);

    /** How far back operations are looked for where no snapshot is from before. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private final UnitsOfWork units;
    private final Restores restores;
    private final RestoreHistory history;
    private final IncidentNotifier telling;

    @Inject
    Investigation(
            UnitsOfWork units,
            Restores restores,
            RestoreHistory history,
            IncidentNotifier telling) {
        this.units = units;
        this.restores = restores;
        this.history = history;
        this.telling = telling;
    }

    /**
     * What the guild's own unit of work knows of it.
     *
     * @param told whether the guild has had a message within the pause
     */
    private record Known(
            Incident incident,
            List<Damage> damages,
            Optional<LastGoodSnapshot> whole,
            boolean restored,
            boolean told,
            boolean restoresItself) {}

    /** Looks at it, if there is one. */
    void look(GuildId guild, RecordStore records, OperationKey cause, Progress progress)
            throws InterruptedException {
        var found = units.read(guild, NOBODY, this::known);
        if (found.isEmpty()) {
            return;
        }
        var known = found.get();
        var incident = known.incident();
        if (known.restored()) {
            close(guild, incident, cause, Incident.End.RESTORED);
        } else if (!incident.isTold() && !known.told()) {
            var assessment = assess(guild, known, records, progress);
            if (assessment.isHarmless()) {
                close(guild, incident, cause, Incident.End.HARMLESS);
            } else if (known.restoresItself()) {
                telling.restoring(guild, incident, assessment, cause, progress);
            } else {
                telling.found(guild, incident, assessment, cause);
            }
        }
    }

    private Optional<Known> known(UnitOfWork work) {
        return IncidentStore.open(work).map(incident -> known(work, incident));
    }

    private Known known(UnitOfWork work, Incident incident) {
        var damages = IncidentStore.damage(work, incident);
        return new Known(
                incident,
                damages,
                history.lastGood(work, incident, damages),
                history.isRestored(work, incident),
                IncidentStore.isToldWithin(work, PAUSE),
                work.settings(DetectionSettings.KEY).restoreItself());
    }

    private void close(GuildId guild, Incident incident, OperationKey cause, Incident.End end) {
        units.write(guild, cause, work -> IncidentStore.close(work, incident.incidentId(), end));
        LOG.infof("incident %d of guild %s is closed: %s", incident.incidentId(), guild, end);
    }

    private Assessment assess(GuildId guild, Known known, RecordStore records, Progress progress) {
        var incident = known.incident();
        var from =
                known.whole()
                        .map(LastGoodSnapshot::takenAt)
                        .orElse(incident.firstAt().minus(BEFORE));
        var damages = known.damages();
        return new Assessment(
                damages,
                known.whole(),
                known.whole().flatMap(whole -> compare(guild, whole, progress)),
                damages.stream()
                        .flatMap(it -> records.newestRow(it.schema(), it.table(), guild).stream())
                        .max(Comparator.naturalOrder()),
                damages.stream()
                        .map(Damage::schema)
                        .distinct()
                        .flatMap(it ->
                                records
                                        .operations(
                                                it, guild, from, incident.lastAt(), MOST_OPERATIONS)
                                        .stream())
                        .sorted(Comparator.comparing(Operation::at).reversed())
                        .limit(MOST_OPERATIONS)
                        .toList());
    }

    /** A guild is told even where its snapshot cannot be read. */
    private Optional<Diff> compare(GuildId guild, LastGoodSnapshot whole, Progress progress) {
        try {
            var planned = restores.plan(guild, whole.snapshotId(), Set.of(), NOBODY, progress);
            if (planned instanceof RestorePlan.Ready(_, _, _, _, var diff)) {
                return Optional.of(diff);
            }
            LOG.warnf("snapshot %d of guild %s: %s", whole.snapshotId(), guild, planned);
        } catch (Unavailable | ClaimLost e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "snapshot %d of guild %s is not compared", whole.snapshotId(), guild);
        }
        return Optional.empty();
    }
}
