package dev.holdfast.smoke.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The folder in which snapshots are kept, looked at past backup-service. */
record ArchiveFolder(Path path) {

    /** The numbers of the snapshots whose manifests are there. */
    Set<Long> published() throws IOException {
        var published = new TreeSet<Long>();
        for (var manifest : files("snapshots")) {
            published.add(Long.parseLong(manifest.getFileName().toString()));
        }
        return published;
    }

    /** So much time passes for what dead processes left behind: their marks and partial files. */
    void age(Duration time) throws IOException {
        for (var folder : List.of("running", "partial")) {
            for (var file : files(folder)) {
                var earlier = Files.getLastModifiedTime(file).toInstant().minus(time);
                Files.setLastModifiedTime(file, FileTime.from(earlier));
            }
        }
    }

    private List<Path> files(String folder) throws IOException {
        try (var files = Files.list(path.resolve(folder))) {
            return files.toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }
}
