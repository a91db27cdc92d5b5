package dev.holdfast.backup.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to a file of a location is found, and no row that differs is ever read. CI makes
 * 500 damages; {@code -Ddamage=5000 -Dtests.excluded=none} for the long form, {@code
 * -Ddamage.seed=...} for the same again.
 */
final class DamageTest {

    private static final int FEW = 25;
    private static final int MANY = Integer.getInteger("damage", 500);
    private static final long SEED = Long.getLong("damage.seed", new Random().nextLong());

    @TempDir(factory = InMemory.class)
    Path folder;

    private final Sample first = Sample.random(1, 1_000_000);
    private final Sample second = changed();
    private FolderLocation location;

    private Sample changed() {
        var random = new Random(2);
        var account = first.tables().getFirst();
        var guild = account.rows().firstKey();
        var rows = List.of(SampleTable.row(random, guild, 1), SampleTable.row(random, guild, 2));
        return new Sample(
                List.of(account.with(guild, rows), first.tables().get(1), first.tables().get(2)),
                first.structure());
    }

    @BeforeEach
    void writeTwoSnapshots() throws IOException {
        location = Sample.folder(folder.resolve("one"));
        first.write(Sample.archive(location), 1);
        second.write(Sample.archive(location), 2);
        assertEquals(List.of(), Sample.archive(location).inspect(location.name()));
    }

    @Test
    void everyDamageIsFoundAndNoneOfItIsRead() throws IOException {
        damage(FEW);
    }

    @Test
    @Tag("chaos")
    void manyDamagesAreFoundAndNoneOfThemIsRead() throws IOException {
        damage(MANY);
    }

    private void damage(int times) throws IOException {
        var random = new Random(SEED);
        var damages = new Damages(folder.resolve("one"), random);
        for (var time = 0; time < times; time++) {
            var what = "%s (damage %d of seed %d)".formatted(damages.damage(), time, SEED);
            // A new one each time, as after a restart: it remembers nothing.
            assertTrue(isFound(Sample.archive(location)), what + " and was not found");
            assertNothingElseIsRead(first, 1, first.tables().get(random.nextInt(3)), what);
            assertNothingElseIsRead(second, 2, second.tables().get(random.nextInt(3)), what);
            damages.mend();
        }
        assertInstanceOf(
                Verdict.Whole.class,
                Sample.archive(location).verify(2, location.name(), Progress.ALONE));
    }

    private boolean isFound(Archive archive) throws IOException {
        return !archive.inspect(location.name()).isEmpty()
                || isDamaged(archive.verify(1, location.name(), Progress.ALONE))
                || isDamaged(archive.verify(2, location.name(), Progress.ALONE));
    }

    private static boolean isDamaged(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Damaged _ -> true;
            case Verdict.Whole _ -> false;
            case Verdict.Away(var why) -> throw new AssertionError("away: " + why);
        };
    }

    /** Each table is read as it was written, or not at all. */
    private void assertNothingElseIsRead(
            Sample sample, long snapshotId, SampleTable table, String what) {
        try {
            var archive = Sample.archive(location);
            var manifest = archive.manifest(snapshotId);
            assertArrayEquals(sample.structure(), archive.structure(manifest), what);
            var content = Sample.content(manifest, table);
            if (table.hasGuilds()) {
                var guild = table.rows().lastKey();
                var its = Sample.read(archive.rows(manifest, content, guild));
                assertArrayEquals(table.of(guild), its, what + ", and other rows were read");
            }
            var rows = Sample.read(archive.rows(manifest, content));
            assertArrayEquals(table.all(), rows, what + ", and other rows were read");
        } catch (IOException e) {
            assertTrue(e.getMessage().length() > 10, e.toString());
        }
    }

    /** What is damaged in one place comes from another, and is copied back from there. */
    @Test
    void anotherLocationStandsInAndMends() throws IOException {
        var other = Sample.folder(folder.resolve("two"));
        Sample.archive(location, other).replicate(other.name(), Progress.ALONE);
        var random = new Random(SEED);
        for (var time = 0; time < 5; time++) {
            var damages = new Damages(folder.resolve("one"), random);
            var what = "%s (damage %d of seed %d)".formatted(damages.damage(), time, SEED);
            var archive = Sample.archive(location, other);
            first.assertIn(archive, 1);
            second.assertIn(archive, 2);
            var _ = archive.verify(1, location.name(), Progress.ALONE);
            var _ = archive.verify(2, location.name(), Progress.ALONE);
            if (!what.contains("is added")) {
                var copied = archive.replicate(location.name(), Progress.ALONE);
                assertEquals(List.of(), copied.failed(), what);
                assertEquals(List.of(), archive.inspect(location.name()), what);
                for (var id : List.of(1L, 2L)) {
                    var verdict = archive.verify(id, location.name(), Progress.ALONE);
                    assertInstanceOf(Verdict.Whole.class, verdict, what + ": " + verdict);
                }
            }
            damages.mend();
        }
    }
}
