package dev.holdfast.backup.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.testing.GoldenReplies;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an admin sees of the guild's snapshots. */
class SnapshotCardsTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final UserId MARINA = new UserId(77);
    private static final Invocation ASKED =
            Asking.in(new GuildId(1))
                    .by(MARINA)
                    .allowed(Permission.MANAGE_GUILD)
                    .command("backup")
                    .build();

    private final SnapshotWords words = new SnapshotWords();
    private final BackupView backup = new BackupView(words);
    private final SnapshotsView list = new SnapshotsView(words);

    @Test
    void aBackupSaysWhatIsSafeWhereAndHowLarge() {
        var made =
                new BackupView.Made(
                        3_412,
                        1_240_000,
                        40_960,
                        2,
                        0,
                        Duration.ofMillis(2_340),
                        "before *the* event");
        GoldenReplies.assertSame("backup-made", Reply.whisper(backup.made(ASKED, made, 7)));
    }

    @Test
    void aPlaceThatIsOutOfReachIsToldAndNotCounted() {
        var made = new BackupView.Made(1, 900, 900, 1, 1, Duration.ofMillis(80), "");
        GoldenReplies.assertSame("backup-partly", Reply.whisper(backup.made(ASKED, made, 7)));
    }

    @Test
    void whoComesTooSoonIsToldWhen() {
        var next = NOON.plus(Duration.ofMinutes(10));
        GoldenReplies.assertSame(
                "backup-too-soon", Reply.refuse(backup.tooSoon(ASKED, NOON, next)));
    }

    @Test
    void aBackupThatFailedTouchesNoOther() {
        GoldenReplies.assertSame("backup-failed", Reply.refuse(backup.failed(ASKED)));
        GoldenReplies.assertSame("backup-busy", Reply.refuse(backup.busy(ASKED)));
    }

    @Test
    void theListSaysHowFarEachIsProven() {
        var all =
                List.of(
                        own(14, SnapshotState.VERIFIED, NOON, "before @everyone’s event"),
                        whole(
                                13,
                                SnapshotKind.NIGHTLY,
                                SnapshotState.DRILLED,
                                NOON.minus(Duration.ofHours(9))),
                        whole(
                                12,
                                SnapshotKind.MIGRATION,
                                SnapshotState.VERIFIED,
                                NOON.minus(Duration.ofHours(20))),
                        own(11, SnapshotState.FAILED, NOON.minus(Duration.ofDays(1)), ""),
                        whole(
                                10,
                                SnapshotKind.NIGHTLY,
                                SnapshotState.COPIED,
                                NOON.minus(Duration.ofDays(2))),
                        whole(
                                9,
                                SnapshotKind.START,
                                SnapshotState.DRILLED,
                                NOON.minus(Duration.ofDays(3))));
        GoldenReplies.assertSame("snapshots", Reply.whisper(list.show(ASKED, all, 0)));
        GoldenReplies.assertSame("snapshots-last-page", Reply.update(list.show(ASKED, all, 7)));
    }

    @Test
    void anOperatorsNameAndAMarkThatNobodySeesAreNotShown() {
        var theirs = whole(3, SnapshotKind.MANUAL, SnapshotState.VERIFIED, NOON);
        var shown = list.show(ASKED, List.of(theirs), 0).toString();
        assertFalse(shown.contains("nightly"), shown);
        assertFalse(shown.contains("🏅"), shown);
    }

    @Test
    void anEmptyListLeadsToTheFirstOne() {
        GoldenReplies.assertSame("snapshots-none", Reply.whisper(list.show(ASKED, List.of(), 0)));
    }

    @Test
    void fortyOfThemWithLongNotesFitOnTheirPages() {
        var note = "﷽".repeat(200);
        var all = new ArrayList<SnapshotEntry>();
        for (var i = 0; i < 40; i++) {
            all.add(own(i + 1, SnapshotState.VERIFIED, NOON.minus(Duration.ofHours(i)), note));
        }
        for (var page = 0; page < 8; page++) {
            assertFalse(list.show(ASKED, all, page).rows().isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "1240000, 1.2 MB", "250000000, 250 MB"})
    void sizesAreSaidAsPeopleDo(long bytes, String said) {
        assertEquals(said, SnapshotWords.size(bytes));
    }

    private static SnapshotEntry own(long id, SnapshotState state, Instant at, String note) {
        return entry(ASKED.guild(), id, SnapshotKind.GUILD, note, state, MARINA, at, null);
    }

    private static SnapshotEntry whole(
            long id, SnapshotKind kind, SnapshotState state, Instant at) {
        var drill = state == SnapshotState.DRILLED ? Duration.ofMillis(4_200) : null;
        return entry(GuildId.DIRECT, id, kind, "nightly", state, new UserId(0), at, drill);
    }

    private static SnapshotEntry entry(
            GuildId guild,
            long id,
            SnapshotKind kind,
            String reason,
            SnapshotState state,
            UserId by,
            Instant at,
            @Nullable Duration drill) {
        return new SnapshotEntry(
                guild, id, kind, reason, state, by, at, at, at, at, at, 3_412, 9_000_000, 40_960,
                1_240_000, drill, null);
    }
}
