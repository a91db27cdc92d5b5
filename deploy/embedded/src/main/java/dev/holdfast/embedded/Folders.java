package dev.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;

/** Folders that only their owner may look into. */
final class Folders {

    private Folders() {}

    /** Makes the folder, private to its owner. */
    static Path makePrivate(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return folder.toRealPath();
        } catch (IOException e) {
            throw new StartFailure(
                    "The folder %s could not be made (%s). Free some space or choose a folder that you may write."
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    static Path temporary(String name) {
        try {
            return Files.createTempDirectory("holdfast-" + name + "-").toRealPath();
        } catch (IOException e) {
            throw new StartFailure("No temporary folder could be made: " + e.getMessage(), e);
        }
    }

    static Optional<Path> usable(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder) ? Optional.of(folder) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " could not be deleted.", e);
        }
    }
}
