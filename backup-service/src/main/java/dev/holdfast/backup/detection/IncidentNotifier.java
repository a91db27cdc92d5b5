package dev.holdfast.backup.detection;

import dev.holdfast.backup.detection.RecordStore.Operation;
import dev.holdfast.backup.restore.RestorePlan;
import dev.holdfast.backup.restore.RestoreResult;
import dev.holdfast.backup.restore.Restores;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Tells a guild's admins of an incident, once; where they want that, after restoring it. */
@Singleton
final class IncidentNotifier {

    private static final Logger LOG = Logger.getLogger("holdfast.detection");
    private static final UserId NOBODY = new UserId(0);

    private final UnitsOfWork units;
    private final Restores restores;
    private final Alerts alerts;
    private final IncidentCard card;

    @Inject
    IncidentNotifier(UnitsOfWork units, Restores restores, Alerts alerts, IncidentCard card) {
        this.units = units;
        this.restores = restores;
        this.alerts = alerts;
        this.card = card;
    }

    /** Tells what was lost and lets the admins decide. */
    void found(GuildId guild, Incident incident, Assessment assessment, OperationKey cause) {
        tell(
                guild,
                incident,
                assessment,
                cause,
                card.found(incident, assessment, IncidentCard.Asking.ASKED));
    }

    private void tell(
            GuildId guild,
            Incident incident,
            Assessment assessment,
            OperationKey cause,
            Content content) {
        var told =
                units.write(
                        guild,
                        cause,
                        work -> {
                            var first = IncidentStore.tell(work, incident, assessment);
                            if (first) {
                                order(work, content);
                            }
                            return first;
                        });
        if (told) {
            log(guild, incident, assessment);
        }
    }

    /**
     * Restores it first, unless that would undo what was done since the snapshot. Who finds the
     * restore done closes the incident, as after any other.
     *
     * @throws InterruptedException when the process stops; it goes on elsewhere
     */
    void restoring(
            GuildId guild,
            Incident incident,
            Assessment assessment,
            OperationKey cause,
            Progress progress)
            throws InterruptedException {
        var begun = incident.restoreId();
        var restore =
                begun.isPresent() ? begun : plan(guild, incident, assessment, cause, progress);
        if (restore.isPresent()
                && restores.apply(guild, restore.getAsLong(), NOBODY, progress)
                        instanceof RestoreResult.Done done) {
            tell(guild, incident, assessment, cause, card.restored(incident, assessment, done));
            LOG.infof("incident %d of guild %s is restored", incident.incidentId(), guild);
            return;
        }
        var why =
                assessment.isRestoredWithoutLoss()
                        ? IncidentCard.Asking.FAILED
                        : IncidentCard.Asking.NEWER;
        tell(guild, incident, assessment, cause, card.found(incident, assessment, why));
    }

    private OptionalLong plan(
            GuildId guild,
            Incident incident,
            Assessment assessment,
            OperationKey cause,
            Progress progress) {
        if (!assessment.isRestoredWithoutLoss()) {
            return OptionalLong.empty();
        }
        var snapshot = assessment.whole().orElseThrow().snapshotId();
        var planned = restores.plan(guild, snapshot, assessment.features(), NOBODY, progress);
        return planned instanceof RestorePlan.Ready ready
                        && units.write(
                                guild,
                                cause,
                                work -> IncidentStore.restore(work, incident, ready.restoreId()))
                ? OptionalLong.of(ready.restoreId())
                : OptionalLong.empty();
    }

    private void order(UnitOfWork work, Content content) {
        var words = Objects.requireNonNull(content.card()).words();
        alerts.guild(work, words, content, CommandPath.of(DismissCommand.PATH));
    }

    private static void log(GuildId guild, Incident incident, Assessment assessment) {
        LOG.errorf(
                "incident %d of guild %s: %s outside of any operation, from %s to %s; last whole in %s, newest row of %s;"
                        + " operations since: %s",
                incident.incidentId(),
                guild,
                assessment.damages(),
                incident.firstAt(),
                incident.lastAt(),
                assessment.whole().map(LastGoodSnapshot::toString).orElse("no snapshot"),
                assessment.newestRow().map(Object::toString).orElse("unknown time"),
                assessment.operations().stream()
                        .map(IncidentNotifier::word)
                        .collect(Collectors.joining(", ")));
    }

    private static String word(Operation operation) {
        return "%s by %s at %s".formatted(operation.command(), operation.user(), operation.at());
    }
}
