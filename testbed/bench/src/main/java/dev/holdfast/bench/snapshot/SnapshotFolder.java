package dev.holdfast.bench.snapshot;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder in which backup-service keeps its snapshots. */
final class SnapshotFolder {

    private final Path path;

    /** Made empty. */
    SnapshotFolder(Path path) throws IOException {
        this.path = path;
        delete(path);
        Files.createDirectories(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    Path path() {
        return path;
    }

    /** Deletes snapshots and chunks, so that the next snapshot writes all of it; keys stay. */
    void empty() throws IOException {
        delete(path.resolve("snapshots"));
        delete(path.resolve("chunks"));
    }

    /** The files in it; folders stay. */
    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
