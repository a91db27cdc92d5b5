package dev.holdfast.backup.testing;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.ChunkRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which the tests' archive is. */
public final class ArchiveFolder {

    private static final String FOLDER = "folder:";

    private final Path root;

    public ArchiveFolder(Archive archive) {
        this.root = Path.of(archive.locations().getFirst().substring(FOLDER.length()));
    }

    public Path manifest(long snapshotId) {
        return root.resolve("snapshots/%020d".formatted(snapshotId));
    }

    public Path chunk(ChunkRef chunk) {
        var id = chunk.contentId();
        return root.resolve("chunks").resolve(id.substring(0, 2)).resolve(id);
    }

    /** It is back where it was once this is closed. */
    public interface Aside extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** The location does not answer. */
    public Aside away() throws IOException {
        return aside(root);
    }

    /** The location answers, and a file is not there. */
    public Aside aside(Path file) throws IOException {
        var elsewhere = root.resolveSibling("aside-" + file.getFileName());
        Files.move(file, elsewhere);
        return () -> Files.move(elsewhere, file);
    }
}
