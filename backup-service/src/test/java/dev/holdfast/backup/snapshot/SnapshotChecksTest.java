package dev.holdfast.backup.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotChecksTest {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));

    @Test
    void oneOfLastNightHoldsAndOneOfTheNightBeforeDoesNot() {
        assertInstanceOf(Finding.Sound.class, age(Optional.of(taken(1, 25)), LONG_AGO));
        assertEquals(
                new Finding.Broken(
                        "the newest verified snapshot (1) is of 2026-11-30T09:00:00Z, 27 hours ago; at most 26 are allowed"),
                age(Optional.of(taken(1, 27)), LONG_AGO));
    }

    @Test
    void whereThereIsNoneThatIsUnknownAtFirstAndWrongLater() {
        assertEquals(
                new Finding.Unchecked(
                        "there is no verified snapshot yet; this process has just started"),
                age(Optional.empty(), NOW.minusSeconds(60)));
        assertEquals(
                new Finding.Broken("there is no verified snapshot"),
                age(Optional.empty(), LONG_AGO));
    }

    @Test
    void everyLocationHasAWholeOne() {
        var here = copy(1, "folder:a", NOW, null);
        assertInstanceOf(
                Finding.Sound.class, copies(List.of(here, copy(1, "folder:b", NOW, null))));
        assertEquals(
                new Finding.Broken("no whole snapshot of the last 50 hours is in folder:b"),
                copies(List.of(here)));
        assertEquals(
                new Finding.Broken("no whole snapshot of the last 50 hours is in folder:b"),
                copies(List.of(here, copy(1, "folder:b", null, null))));
        assertEquals(
                new Finding.Broken("no whole snapshot of the last 50 hours is in folder:b"),
                copies(List.of(here, copy(2, "folder:b", NOW, null))));
    }

    @Test
    void aDamagedOneIsNamed() {
        assertEquals(
                new Finding.Broken("snapshot 2 in folder:a is damaged: a chunk is short"),
                copies(
                        List.of(
                                copy(1, "folder:a", NOW, null),
                                copy(1, "folder:b", NOW, null),
                                copy(2, "folder:a", null, "a chunk is short"))));
    }

    private static Finding age(Optional<SnapshotEntry> newest, Instant began) {
        return SnapshotChecks.age(newest, "verified", SnapshotChecks.VERIFIED, began, NOW);
    }

    private static Finding copies(List<SnapshotRowStore.GuildCopy> copies) {
        return SnapshotChecks.copies(
                List.of("folder:a", "folder:b"),
                List.of(taken(1, 20), taken(2, 60)),
                copies,
                LONG_AGO,
                NOW);
    }

    private static SnapshotRowStore.GuildCopy copy(
            long id, String location, @Nullable Instant verified, @Nullable String failure) {
        return new SnapshotRowStore.GuildCopy(
                GuildId.DIRECT, new SnapshotCopy(id, location, verified, failure));
    }

    private static SnapshotEntry taken(long id, int hoursAgo) {
        var at = NOW.minus(Duration.ofHours(hoursAgo));
        return new SnapshotEntry(
                GuildId.DIRECT,
                id,
                SnapshotKind.NIGHTLY,
                "a test",
                SnapshotState.VERIFIED,
                new UserId(0),
                at,
                at,
                at,
                at,
                null,
                1,
                1,
                1,
                1,
                null,
                null);
    }
}
