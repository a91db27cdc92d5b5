package dev.holdfast.smoke.process;

import dev.holdfast.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Where a test's processes keep their files, and how it waits for them. */
public final class Scratch {

    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(100);

    private Scratch() {}

    /** The folder, emptied; a PostgreSQL that an earlier run left in it is ended. */
    public static Path empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            EmbeddedPostgres.endOrphan(folder.resolve("postgres"));
            try (var old = Files.walk(folder)) {
                for (var file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    /** True once all are ready; false when they were not within the limit. */
    public static boolean awaitReady(Collection<ServiceProcess> services, Duration limit)
            throws InterruptedException {
        var started = System.nanoTime();
        for (var service : services) {
            while (!service.ready()) {
                if (System.nanoTime() - started > limit.toNanos()) {
                    return false;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
        }
        return true;
    }
}
