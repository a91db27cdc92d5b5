package dev.holdfast.backup.detection;

import dev.holdfast.backup.detection.RecordStore.Operation;
import dev.holdfast.backup.restore.FeatureNames;
import dev.holdfast.backup.restore.RestoreButton;
import dev.holdfast.backup.restore.RestoreResult;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;

/** What admins see of an incident. All of a guild's admins read the one card, so it is English. */
@Singleton
final class IncidentCard {

    private static final int MOST_FEATURES = 8;
    private static final int MOST_OPERATIONS = 5;

    private final Texts texts = Texts.of(DetectionFeature.NAME);
    private final FeatureNames names;

    @Inject
    IncidentCard(FeatureNames names) {
        this.names = names;
    }

    /** Why a guild that wants damage restored without being asked is asked all the same. */
    enum Asking {
        /** It does not want that. */
        ASKED,
        /** What was done since the snapshot would be undone. */
        NEWER,
        /** It was tried. */
        FAILED
    }

    /** What was lost, with the buttons that bring it back or say that it was meant. */
    Content found(Incident incident, Assessment assessment, Asking why) {
        var card = losses(Card.loss(say("topic.emoji"), say("found.title")), incident, assessment);
        card = card.field(say("found.whole"), whole(assessment));
        if (assessment.whole().isPresent()) {
            card = card.field(say("found.back"), back(assessment));
        }
        card = operations(card, assessment);
        if (why != Asking.ASKED && isRestorable(assessment)) {
            card = card.line(say(why == Asking.NEWER ? "found.newer" : "found.failed"));
        }
        var buttons = new ArrayList<Button>();
        if (isRestorable(assessment)) {
            card = card.fine(say("found.hint"));
            buttons.add(
                    RestoreButton.start(
                            say("button.restore"),
                            assessment.whole().orElseThrow().snapshotId(),
                            assessment.features()));
        }
        buttons.add(
                Button.of(say("button.dismiss"), DismissCommand.state(incident.incidentId()))
                        .needing(Permission.MANAGE_GUILD)
                        .leadingTo(DismissCommand.PATH));
        return Content.card(card).row(buttons.toArray(Button[]::new));
    }

    /** What was restored without anybody being asked, and how to undo that. */
    Content restored(Incident incident, Assessment assessment, RestoreResult.Done done) {
        var card =
                losses(Card.gain(say("topic.emoji"), say("restored.title")), incident, assessment);
        card =
                card.line(say("restored.line", rows(done.changed().total())))
                        .field(say("found.whole"), moment(done.takenAt()));
        card = operations(card, assessment).fine(say("restored.hint"));
        return Content.card(card)
                .row(
                        RestoreButton.start(
                                        say("button.undo"),
                                        done.undoSnapshotId(),
                                        assessment.features())
                                .styled(Button.Style.SECONDARY));
    }

    private Card losses(Card card, Incident incident, Assessment assessment) {
        var losses = assessment.losses();
        var isChanged = losses.stream().anyMatch(loss -> loss.changed() > 0);
        var shown =
                card.line(
                        say(
                                isChanged ? "found.changed-line" : "found.line",
                                rows(losses.stream().mapToLong(Loss::total).sum()),
                                seconds(incident.lastAt())));
        for (var loss : losses.stream().limit(MOST_FEATURES).toList()) {
            shown =
                    shown.item(
                            say(
                                    "found.feature",
                                    names.of(Locale.ENGLISH, loss.feature()),
                                    rows(loss)));
        }
        return shown;
    }

    private String rows(Loss loss) {
        if (loss.changed() == 0) {
            return say("found.gone", loss.gone());
        }
        return loss.gone() == 0
                ? say("found.changed", loss.changed())
                : say("found.gone", loss.gone()) + ", " + say("found.changed", loss.changed());
    }

    private String rows(long many) {
        return say("rows", many);
    }

    private String whole(Assessment assessment) {
        return assessment
                .whole()
                .map(it -> moment(it.takenAt()))
                .orElseGet(() -> say("found.no-backup"));
    }

    private String back(Assessment assessment) {
        if (assessment.diff().isEmpty()) {
            return say("found.unread");
        }
        var lost = assessment.losses().stream().mapToLong(Loss::total).sum();
        var back = assessment.back();
        if (back == 0) {
            return say("found.none");
        }
        return back >= lost ? say("found.all") : say("found.some", back, lost);
    }

    /** Where the snapshot could not be compared, its button looks again. */
    private static boolean isRestorable(Assessment assessment) {
        return assessment.whole().isPresent()
                && (assessment.diff().isEmpty() || assessment.back() > 0);
    }

    private Card operations(Card card, Assessment assessment) {
        var operations = assessment.operations();
        if (operations.isEmpty()) {
            return card;
        }
        var shown = card.divider().line(say("found.since"));
        for (var operation : operations.stream().limit(MOST_OPERATIONS).toList()) {
            shown = shown.item(say(operation));
        }
        return shown;
    }

    private String say(Operation operation) {
        return say(
                "found.operation", operation.command(), operation.user(), seconds(operation.at()));
    }

    private String moment(Instant at) {
        return say("moment", seconds(at));
    }

    private static String seconds(Instant at) {
        return Long.toString(at.getEpochSecond());
    }

    private String say(String key, Object... arguments) {
        return texts.english(key, arguments);
    }
}
