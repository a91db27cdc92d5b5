package dev.holdfast.backup.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.backup.archive.TestArchives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreeNumbersTest {

    private static final long ROOM = 1L << 40;

    @TempDir Path folder;

    /** As the database's after a restore. */
    private static final class Behind implements FreeNumbers.Sequence {

        private long last;

        Behind(long last) {
            this.last = last;
        }

        @Override
        public long next() {
            return ++last;
        }

        @Override
        public void past(long snapshotId) {
            last = Math.max(last, snapshotId);
        }
    }

    @Test
    void passesAllSnapshotsAtOnceAndThoseThatDoNotOpenOneByOne() throws IOException {
        var archive = TestArchives.withFree(folder, ROOM);
        TestArchives.write(archive, 41);
        TestArchives.write(archive, 50);
        Files.writeString(folder.resolve("snapshots/%020d".formatted(51)), "torn");
        var numbers = new FreeNumbers(archive, new Behind(40));
        assertEquals(52, numbers.from(41));
        assertEquals(40, numbers.from(40), "one that is free is taken as it was drawn");
    }
}
