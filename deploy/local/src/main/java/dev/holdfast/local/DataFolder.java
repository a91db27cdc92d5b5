package dev.holdfast.local;

import dev.holdfast.embedded.StartFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The folder that keeps everything, readable by its owner only. One launcher at a time: it holds a
 * lock that the system releases however the launcher ends.
 */
final class DataFolder {

    private static final int SECRET_BYTES = 36;

    private final Path path;

    /** Held, not used: it carries the lock. */
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the folder and takes its lock.
     *
     * @throws StartFailure when another launcher runs on it, or it cannot be made
     */
    static DataFolder open(Path wanted) {
        try {
            Files.createDirectories(wanted);
            var path = wanted.toRealPath();
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            return new DataFolder(path, lock(path.resolve("lock")));
        } catch (IOException e) {
            throw new StartFailure(
                    "The folder %s cannot be used (%s): free some space, or name a folder that you may write by HOLDFAST_DATA."
                            .formatted(wanted, e.getMessage()),
                    e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            throw new StartFailure(
                    "Holdfast already runs on %s (process %s). Stop it first, or name another folder by HOLDFAST_DATA."
                            .formatted(file.getParent(), Files.readString(file).strip()));
        }
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
        return channel;
    }

    boolean locked() {
        return lock.isOpen();
    }

    long freeBytes() {
        return path.toFile().getUsableSpace();
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    /** Notes for which build the service's schema was made, as long as this database is there. */
    Path provisioned(String service) {
        return postgres().resolve("cluster").resolve("holdfast-provisioned-" + service);
    }

    Path redis() {
        return path.resolve("redis");
    }

    Path sandbox() {
        return path.resolve("sandbox");
    }

    Path logs(String service) {
        return made(path.resolve("logs").resolve(service));
    }

    Path record(String service) {
        return made(path.resolve("run")).resolve(service + ".pid");
    }

    /** The bot's token in the local Discord, once that has drawn it. */
    Optional<String> sandboxToken() {
        try {
            return Optional.of(Files.readString(sandbox().resolve("token")).strip())
                    .filter(token -> !token.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The local Discord's first guild, once it is there. */
    Optional<LocalGuild> sandboxGuild() {
        try {
            var lines = Files.readAllLines(sandbox().resolve("guild"));
            return lines.size() < 2
                    ? Optional.empty()
                    : Optional.of(new LocalGuild(lines.get(0), lines.get(1)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The secret that keys and passwords derive from, generated once. */
    String secret() {
        return kept("secret");
    }

    /** The password of the embedded Redis, generated once. */
    String redisPassword() {
        return kept("redis-password");
    }

    /** Opens every snapshot, generated once; it lies outside of {@link #archive}. */
    String backupKey() {
        return kept("backup.key");
    }

    /** Where snapshots are kept unless the operator names other places. */
    Path archive() {
        return path.resolve("backup");
    }

    private String kept(String name) {
        var file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                generate(file);
            }
            var secret = Files.readString(file).strip();
            if (secret.length() < LaunchSettings.SECRET_LENGTH) {
                throw new StartFailure(
                        "What %s holds is shorter than %d characters: restore the file."
                                .formatted(file, LaunchSettings.SECRET_LENGTH));
            }
            return secret;
        } catch (IOException e) {
            throw new StartFailure(
                    "The secret in %s cannot be kept: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void generate(Path file) throws IOException {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(
                draft,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, Base64.getUrlEncoder().encodeToString(bytes) + "\n");
        Files.move(draft, file);
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartFailure(
                    "The folder %s cannot be made: %s".formatted(folder, e.getMessage()), e);
        }
    }
}
