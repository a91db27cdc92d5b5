package dev.holdfast.backup.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Folders of a file system in memory, where there is one: nothing waits for a disk. */
final class InMemory implements TempDirFactory {

    private static final Path MEMORY = Path.of("/dev/shm");

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
            throws Exception {
        return Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "holdfast")
                : Files.createTempDirectory("holdfast");
    }
}
