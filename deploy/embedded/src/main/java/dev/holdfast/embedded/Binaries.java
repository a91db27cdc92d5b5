package dev.holdfast.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The servers' programs, unpacked once per machine into a folder named by the checksum of their
 * archive. Several JVMs may ask at once: one unpacks beside the final name and renames, the others
 * wait for it.
 */
final class Binaries {

    private static final long UNPACKED_BYTES = 100_000_000;

    private final Path cache;

    Binaries(Path cache) {
        this.cache = cache;
    }

    /** The folder with {@code bin/postgres} and {@code bin/initdb}. */
    Path postgres() {
        return unpacked("PostgreSQL", Platform.current().postgresArchive(), Binaries::untar);
    }

    /** The program redis-server. */
    Path redis() {
        return unpacked(
                        "Redis",
                        Platform.current().redisProgram(),
                        (in, folder) -> {
                            var program = folder.resolve("redis-server");
                            Files.copy(in, program);
                            Files.setPosixFilePermissions(
                                    program, PosixFilePermissions.fromString("rwxr-xr-x"));
                        })
                .resolve("redis-server");
    }

    private Path unpacked(String name, String resource, Unpacking unpacking) {
        var folder = cache.resolve(name.toLowerCase(Locale.ROOT) + "-" + hash(name, resource));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(cache);
            unpackUnderLock(resource, folder, unpacking);
            return folder;
        } catch (IOException e) {
            throw new StartFailure(
                    "%s could not be unpacked into %s (%s; %d MB free, about %d MB needed). Free some space, or name another folder by HOLDFAST_CACHE."
                            .formatted(
                                    name,
                                    cache,
                                    e.getMessage(),
                                    freeMegabytes(),
                                    UNPACKED_BYTES / 1_000_000),
                    e);
        }
    }

    private void unpackUnderLock(String resource, Path folder, Unpacking unpacking)
            throws IOException {
        var lock = cache.resolve(folder.getFileName() + ".lock");
        synchronized (Binaries.class) { // a file lock excludes other JVMs only
            try (var channel =
                            FileChannel.open(
                                    lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                if (!Files.isDirectory(folder) && held.isValid()) {
                    unpackBeside(resource, folder, unpacking);
                }
            }
        }
    }

    private void unpackBeside(String resource, Path folder, Unpacking unpacking)
            throws IOException {
        var draft = folder.resolveSibling(folder.getFileName() + ".draft");
        Folders.delete(draft);
        Files.createDirectory(draft);
        try (var in = open(resource)) {
            unpacking.into(in, draft);
            Files.move(draft, folder);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("unexpected file " + e.getFile(), e);
        } finally {
            Folders.delete(draft);
        }
    }

    private static void untar(InputStream in, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, folder);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
            throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the archive names a file outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /**
     * A CRC, since the JDK computes it in native code: a cryptographic hash costs every start half
     * a second.
     */
    private static String hash(String name, String resource) {
        try (var in = new CheckedInputStream(open(resource), new CRC32())) {
            var length = in.transferTo(OutputStream.nullOutputStream());
            return "%08x-%d".formatted(in.getChecksum().getValue(), length);
        } catch (IOException e) {
            throw new StartFailure(name + " could not be read from its jar: " + e.getMessage(), e);
        }
    }

    private static InputStream open(String resource) {
        return Optional.ofNullable(Binaries.class.getResourceAsStream(resource))
                .orElseThrow(() ->
                        new StartFailure(
                                "There is no server program for this machine (%s). Set DATABASE_URL and REDIS_URL to servers of your own."
                                        .formatted(resource)));
    }

    private long freeMegabytes() {
        return cache.toFile().getUsableSpace() / 1_000_000;
    }

    private interface Unpacking {
        void into(InputStream in, Path folder) throws IOException;
    }
}
