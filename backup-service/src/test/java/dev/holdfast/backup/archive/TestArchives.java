package dev.holdfast.backup.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Archives in folders of their own, for tests of other packages. */
public final class TestArchives {

    private TestArchives() {}

    /** In a folder that says it has room for so many bytes. */
    public static Archive withFree(Path root, long bytes) throws IOException {
        return Sample.archive(
                new WatchedLocation(Sample.folder(root)) {
                    @Override
                    public OptionalLong freeBytes() {
                        return OptionalLong.of(bytes);
                    }
                });
    }

    /** Has it hold a made-up snapshot of that number. */
    public static void write(Archive archive, long snapshotId) throws IOException {
        Sample.random(snapshotId, 10_000).write(archive, snapshotId);
    }
}
