package dev.holdfast.kit.integrity;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.command.ServiceCheck;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The folder of this process's logs is there, can be written, and is not about to be full. */
@Singleton
final class LogFolderCheck implements ServiceCheck {

    private static final int LEAST_PERCENT = 3;
    private static final long HUNDRED = 100;

    private final Path folder;

    LogFolderCheck(@ConfigProperty(name = "holdfast.log.dir") Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "logs-can-be-written";
    }

    @Override
    public Finding check() {
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            return new Finding.Broken(
                    "the log folder %s is gone or cannot be written".formatted(folder));
        }
        try {
            var store = Files.getFileStore(folder);
            if (store.getTotalSpace() <= 0) {
                return new Finding.Unchecked("the disk of %s cannot be seen".formatted(folder));
            }
            var free = HUNDRED * store.getUsableSpace() / store.getTotalSpace();
            return free >= LEAST_PERCENT
                    ? new Finding.Sound(1)
                    : new Finding.Broken(
                            "the disk of %s is full: %d%% is free".formatted(folder, free));
        } catch (IOException e) {
            return new Finding.Unchecked(
                    "the disk of %s cannot be seen: %s"
                            .formatted(folder, e.getClass().getSimpleName()));
        }
    }
}
