package dev.holdfast.health.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.integrity.Size.Kind;
import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample a day, and how fast things grow by it. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class SizesTest {

    @Inject UnitsOfWork units;

    @TempDir Path folder;

    private final Admin admin = new Admin("health");
    private Sizes sizes;

    @BeforeEach
    void noSamples() {
        admin.execute("delete from size_sample");
        sizes = new Sizes(List.of(folder.toString(), "/not/there"), units);
    }

    @Test
    void samplesTheDatabaseEachTableAndEachDiskThatCanBeSeenOnceADay() {
        sample();
        sample();
        var all = sizes.all();
        assertTrue(size(all, Kind.DATABASE).bytes() > 1_000_000);
        assertTrue(all.stream().anyMatch(it -> it.name().equals("health.operation")));
        assertTrue(all.stream().noneMatch(it -> it.name().equals("health.operation_0")));
        var disk = size(all, Kind.DISK);
        assertEquals(folder.toString(), disk.name());
        assertTrue(disk.limit().orElseThrow() >= disk.bytes());
        assertEquals(OptionalDouble.empty(), disk.perDay());
        assertEquals(all.size(), admin.count("select count(*) from size_sample"));
    }

    @Test
    void tellsGrowthFromTheThirdDayOnAndWhenADiskIsFull() {
        insert("disk", folder.toString(), 0, 900, 1_000);
        insert("disk", folder.toString(), 1, 890, 1_000);
        assertEquals(OptionalLong.empty(), size(sizes.all(), Kind.DISK).daysUntilFull());
        insert("disk", folder.toString(), 4, 860, 1_000);
        assertEquals(OptionalLong.of(10), size(sizes.all(), Kind.DISK).daysUntilFull());
        var broken = assertInstanceOf(Finding.Broken.class, check(folder));
        assertTrue(broken.detail().contains("is full in 10 days"), broken.detail());
    }

    @Test
    void whatDoesNotGrowIsNeverFull() {
        insert("disk", folder.toString(), 0, 900, 1_000);
        insert("disk", folder.toString(), 9, 950, 1_000);
        assertEquals(OptionalLong.empty(), size(sizes.all(), Kind.DISK).daysUntilFull());
        assertInstanceOf(Finding.Sound.class, check(folder));
    }

    @Test
    void aDiskThatCannotBeSeenIsUnknownAndNeverWell() {
        var unchecked =
                assertInstanceOf(Finding.Unchecked.class, check(folder, Path.of("/not/there")));
        assertEquals("the disk of /not/there cannot be seen", unchecked.why());
    }

    @Test
    void forgetsSamplesAfterTwoYears() {
        insert("table", "economy.account", 731, 1, 0);
        insert("table", "economy.account", 729, 1, 0);
        sample();
        assertEquals(
                1, admin.count("select count(*) from size_sample where day < current_date - 700"));
    }

    private Finding check(Path... volumes) {
        return DiskCheck.check(List.of(volumes), sizes.all());
    }

    private void sample() {
        new SizeJob(sizes, units).run(Clock.systemUTC().instant(), Progress.ALONE);
    }

    private void insert(String kind, String name, int daysAgo, long bytes, long limit) {
        admin.execute(
                "insert into size_sample values ((now() at time zone 'UTC')::date - %d, '%s', '%s', %d, nullif(%d, 0))"
                        .formatted(daysAgo, kind, name, bytes, limit));
    }

    private static Size size(List<Size> all, Kind kind) {
        return all.stream().filter(it -> it.kind() == kind).findFirst().orElseThrow();
    }
}
