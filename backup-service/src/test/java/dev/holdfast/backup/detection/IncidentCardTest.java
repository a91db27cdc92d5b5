package dev.holdfast.backup.detection;

import dev.holdfast.backup.detection.IncidentCard.Asking;
import dev.holdfast.backup.detection.RecordStore.Operation;
import dev.holdfast.backup.restore.Diff;
import dev.holdfast.backup.restore.FeatureDiff;
import dev.holdfast.backup.restore.FeatureNames;
import dev.holdfast.backup.restore.RestoreResult;
import dev.holdfast.backup.restore.TableDiff;
import dev.holdfast.backup.testing.GoldenReplies;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What admins see when something vanished. */
class IncidentCardTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Incident INCIDENT =
            new Incident(7, NOON, NOON, Set.of(), OptionalLong.empty(), null);
    private static final Optional<LastGoodSnapshot> WHOLE =
            Optional.of(new LastGoodSnapshot(14, NOON.minus(Duration.ofHours(9))));
    private static final List<Damage> DAMAGES =
            List.of(
                    new Damage("roles", "rule", "connection", true, 3, 0),
                    new Damage("roles", "setting", "kit", true, 1, 1),
                    new Damage("economy", "transfer", "ledger", false, 2, 0));
    private static final Diff DIFF =
            new Diff(
                    List.of(
                            new FeatureDiff("connection", 3, 0, 0, 0),
                            new FeatureDiff("level", 1, 0, 0, 0),
                            new FeatureDiff("verification", 0, 1, 0, 0)),
                    List.of(
                            new TableDiff("roles", "rule", "connection", 3, 0, 0, ""),
                            new TableDiff("roles", "setting", "level", 1, 0, 0, ""),
                            new TableDiff("roles", "setting", "verification", 0, 1, 0, "")),
                    List.of(),
                    0,
                    0,
                    List.of(),
                    List.of());
    private static final List<Operation> OPERATIONS =
            List.of(
                    new Operation("connection add", new UserId(77), NOON.minusSeconds(60)),
                    new Operation("daily", new UserId(78), NOON.minusSeconds(90)));

    private final IncidentCard card = new IncidentCard(new FeatureNames());

    @Test
    void saysWhatIsGoneSinceWhenAndWhatCanComeBack() {
        assertSame(
                "detection-found",
                card.found(INCIDENT, assessment(Optional.of(DIFF)), Asking.ASKED));
    }

    @Test
    void saysWhyItDidNotRestoreItself() {
        assertSame(
                "detection-asks",
                card.found(INCIDENT, assessment(Optional.of(DIFF)), Asking.NEWER));
    }

    @Test
    void saysThatTheBackupCouldNotBeRead() {
        assertSame(
                "detection-unread",
                card.found(INCIDENT, assessment(Optional.empty()), Asking.FAILED));
    }

    @Test
    void saysThatThereIsNoBackup() {
        var assessment =
                new Assessment(
                        DAMAGES, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        assertSame("detection-no-backup", card.found(INCIDENT, assessment, Asking.ASKED));
    }

    @Test
    void saysWhatItRestored() {
        var done =
                new RestoreResult.Done(
                        3,
                        14,
                        15,
                        NOON.minus(Duration.ofHours(9)),
                        new FeatureDiff("", 4, 1, 0, 0),
                        0,
                        NOON,
                        Duration.ofSeconds(1));
        assertSame(
                "detection-restored", card.restored(INCIDENT, assessment(Optional.of(DIFF)), done));
    }

    private static Assessment assessment(Optional<Diff> diff) {
        return new Assessment(DAMAGES, WHOLE, diff, Optional.of(NOON), OPERATIONS);
    }

    private static void assertSame(String name, Content content) {
        GoldenReplies.assertSame(name, Reply.whisper(content));
    }
}
