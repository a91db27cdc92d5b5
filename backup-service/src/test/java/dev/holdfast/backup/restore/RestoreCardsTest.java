package dev.holdfast.backup.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.backup.snapshot.SnapshotState;
import dev.holdfast.backup.snapshot.SnapshotWords;
import dev.holdfast.backup.testing.GoldenReplies;
import dev.holdfast.kit.protocol.CustomId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an admin sees on the way to a restore and after it. */
class RestoreCardsTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Invocation ASKED =
            Asking.in(new GuildId(1))
                    .by(new UserId(77))
                    .allowed(Permission.MANAGE_GUILD)
                    .command("restore")
                    .build();
    private static final SnapshotEntry FROM =
            new SnapshotEntry(
                    new GuildId(1),
                    14,
                    SnapshotKind.GUILD,
                    "before the event",
                    SnapshotState.VERIFIED,
                    new UserId(77),
                    NOON,
                    NOON,
                    NOON,
                    NOON,
                    null,
                    3_412,
                    9_000_000,
                    40_960,
                    1_240_000,
                    null,
                    null);

    private final SnapshotWords words = new SnapshotWords();
    private final PickView pick = new PickView(words);
    private final DiffView diff = new DiffView(words, new FeatureNames());
    private final DoneView done = new DoneView(words);

    @Test
    void asksWhichBackup() {
        GoldenReplies.assertSame("restore-pick", Reply.whisper(pick.show(ASKED, List.of(FROM))));
        GoldenReplies.assertSame("restore-none", Reply.whisper(pick.show(ASKED, List.of())));
    }

    @Test
    void showsWhatComesBackChangesAndGoesAndWhoseCoinsMove() {
        GoldenReplies.assertSame(
                "restore-diff", Reply.update(diff.show(ASKED, shown("connection", "ledger"), 7)));
    }

    @Test
    void showsThatThereIsNothingToRestore() {
        GoldenReplies.assertSame(
                "restore-nothing", Reply.update(diff.show(ASKED, shown("verification"), 7)));
    }

    @Test
    void sixtyFeaturesFitOnTheCardAndInTheMenu() {
        var features = new ArrayList<FeatureDiff>();
        for (var i = 0; i < 60; i++) {
            var name = "a_feature_with_a_long_name_%d".formatted(i);
            features.add(new FeatureDiff(name, 1_000_000, 1_000_000, 1_000_000, 0));
        }
        var picked = new TreeSet<>(features.stream().map(FeatureDiff::feature).toList());
        var columns = new ArrayList<String>();
        for (var i = 0; i < 40; i++) {
            columns.add("some_schema.some_table.some_column_%d".formatted(i));
        }
        var all = new Diff(features, List.of(), List.of(), 0, 0, columns, columns);
        var many = new DiffView.Shown(1, FROM, false, picked, all);
        assertTrue(diff.show(ASKED, many, 7).rows().size() > 1);
    }

    @Test
    void saysWhatWasRestoredAndOffersToUndoIt() {
        var changed = new FeatureDiff("", 12, 1, 2, 34);
        GoldenReplies.assertSame(
                "restore-done", Reply.update(done.done(ASKED, result(changed, 12_345), false, 7)));
        var back = new FeatureDiff("", 2, 1, 12, 0);
        GoldenReplies.assertSame(
                "restore-undone", Reply.update(done.done(ASKED, result(back, 0), true, 7)));
    }

    private static RestoreResult.Done result(FeatureDiff changed, long coins) {
        return new RestoreResult.Done(
                5, 14, 15, NOON, changed, coins, NOON, Duration.ofMillis(1_400));
    }

    @Test
    void eachThatChangedNothingSaysSo() {
        GoldenReplies.assertSame("restore-changed", Reply.update(done.changed(ASKED, 5)));
        GoldenReplies.assertSame("restore-busy", Reply.update(done.busy(ASKED, 5)));
        GoldenReplies.assertSame("restore-failed", Reply.update(done.failed(ASKED, 5)));
    }

    @Test
    void theButtonOfANoticeNamesWhatIsDamaged() {
        var button = RestoreButton.start("Restore", 14, Set.of("selfrole", "connection"));
        assertEquals("found:14:connection,selfrole", button.state());
        assertEquals(
                new RestoreButton.Wanted(14, Set.of("connection", "selfrole")),
                RestoreButton.read(button.state()).orElseThrow());
    }

    @Test
    void aButtonThatHasNoRoomForAllFeaturesPicksAll() {
        var many = new TreeSet<String>();
        for (var i = 0; i < 9; i++) {
            many.add("feature-" + i);
        }
        var button = RestoreButton.start("Restore", Long.MAX_VALUE / 10, many);
        assertEquals(
                new RestoreButton.Wanted(Long.MAX_VALUE / 10, Set.of()),
                RestoreButton.read(button.state()).orElseThrow());
    }

    @Test
    void theLongestButtonStillFitsInACustomId() {
        var features = Set.of("connection", "earning", "kit", "ledger", "selfrole", "verify");
        var button = RestoreButton.start("Restore", 1_234_567, features);
        var shared = Objects.requireNonNull(button.shared());
        var path = Objects.requireNonNull(shared.command());
        var guild = new GuildId(Long.MAX_VALUE);
        var id = new CustomId(path, List.of(), shared.permissions(), guild, button.state());
        assertTrue(id.toString().length() > 90, id.toString());
    }

    private static DiffView.Shown shown(String... picked) {
        var diff =
                new Diff(
                        List.of(
                                new FeatureDiff("connection", 12, 1, 2, 0),
                                new FeatureDiff("ledger", 0, 0, 0, 7),
                                new FeatureDiff("verification", 0, 0, 0, 0)),
                        List.of(),
                        List.of(
                                new CoinMove(new UserId(2), 100, 1_350),
                                new CoinMove(new UserId(3), 25_000, 0)),
                        7,
                        26_250,
                        List.of("roles.rule.colour"),
                        List.of("roles.rule.priority"));
        return new DiffView.Shown(5, FROM, false, Set.of(picked), diff);
    }
}
