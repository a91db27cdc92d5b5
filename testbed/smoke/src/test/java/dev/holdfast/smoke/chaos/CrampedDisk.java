package dev.holdfast.smoke.chaos;

import dev.holdfast.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/**
 * A small disk of its own, in memory, on which a database's tables lie; its log lies elsewhere. It
 * can be made full at once. Only root may mount one.
 */
final class CrampedDisk implements AutoCloseable {

    private static final int ROOMY_KILOBYTES = 1 << 20;
    private static final int MOST_ATTEMPTS = 100;

    private final Path folder;

    private CrampedDisk(Path folder) {
        this.folder = folder;
    }

    /** Has all tables that are made from now on lie there; empty where that is not allowed. */
    static Optional<CrampedDisk> under(EmbeddedPostgres postgres) throws IOException {
        var folder = Files.createTempDirectory("holdfast-cramped");
        if (!succeeds(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                size(ROOMY_KILOBYTES) + ",mode=0700",
                "tmpfs",
                folder.toString())) {
            Files.delete(folder);
            return Optional.empty();
        }
        var disk = new CrampedDisk(folder);
        var tables = Files.createDirectory(folder.resolve("tables"));
        try (var superuser =
                Jdbi.create(postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password())
                        .open()) {
            superuser.execute("create tablespace cramped location '%s'".formatted(tables));
            superuser.execute("grant create on tablespace cramped to public");
            superuser.execute("alter database holdfast set default_tablespace = cramped");
        }
        return Optional.of(disk);
    }

    /** From now on nothing more fits. What is written meanwhile makes it larger than was seen. */
    void fill() {
        for (var attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            if (resizes(used())) {
                return;
            }
        }
        throw new IllegalStateException("%s was not filled".formatted(folder));
    }

    void free() {
        if (!resizes(ROOMY_KILOBYTES)) {
            throw new IllegalStateException("%s was not freed".formatted(folder));
        }
    }

    private int used() {
        try {
            var store = Files.getFileStore(folder);
            return (int) ((store.getTotalSpace() - store.getUnallocatedSpace()) / 1024);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean resizes(int kilobytes) {
        return succeeds("mount", "-o", "remount," + size(kilobytes), folder.toString());
    }

    private static String size(int kilobytes) {
        return "size=%dk".formatted(kilobytes);
    }

    private static boolean succeeds(String... command) {
        try {
            var process =
                    new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        var _ = succeeds("umount", "-l", folder.toString());
        var _ = folder.toFile().delete();
    }
}
