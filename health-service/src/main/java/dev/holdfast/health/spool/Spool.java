package dev.holdfast.health.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of lines, each on the disk before {@link #append} returns. A last line that a
 * crash cut short is dropped. Where the disk takes nothing it says so once and goes on: what it
 * would keep is in memory. One process uses it. Thread-safe.
 */
public final class Spool implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("holdfast.spool");

    private final Path file;
    private @Nullable FileChannel channel;
    private @Nullable FileChannel lock;
    private @Nullable String obstacle;

    Spool(Path file) {
        this.file = file;
    }

    /** Every whole line, oldest first. To be called first, and once. */
    public synchronized List<String> replay() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            alone();
            var whole = whole();
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.truncate(whole.length);
            channel.position(whole.length);
            return new String(whole, UTF_8).lines().toList();
        } catch (IOException | OverlappingFileLockException e) {
            failed(e);
            return List.of();
        }
    }

    /** Two processes would cut each other's lines. */
    private void alone() throws IOException {
        var beside = file.resolveSibling(file.getFileName() + ".lock");
        var held = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (held.tryLock() == null) {
            held.close();
            throw new IOException("another process uses it");
        }
        lock = held;
    }

    private byte[] whole() throws IOException {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        var bytes = Files.readAllBytes(file);
        var end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    /**
     * Keeps the lines; they are on the disk when it returns, unless {@link #obstacle} says why not.
     *
     * @param lines without line breaks
     */
    public synchronized void append(List<String> lines) {
        var open = channel;
        if (open == null || lines.isEmpty()) {
            return;
        }
        try {
            var began = open.position();
            try {
                write(open, lines);
                obstacle = null;
            } catch (IOException e) {
                // Half a line would spoil the next one.
                open.truncate(began);
                throw e;
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private static void write(FileChannel to, List<String> lines) throws IOException {
        var bytes = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
        to.force(true);
    }

    /** Has these lines take the place of all, at once or not at all. */
    public synchronized void rewrite(List<String> lines) {
        if (channel == null) {
            return;
        }
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (var to =
                    FileChannel.open(
                            fresh,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                if (!lines.isEmpty()) {
                    write(to, lines);
                }
                to.force(true);
            }
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            var before = channel;
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            channel.position(channel.size());
            before.close();
            obstacle = null;
        } catch (IOException e) {
            failed(e);
        }
    }

    /** In bytes; 0 where there is no file. */
    public synchronized long size() {
        try {
            return channel == null ? 0 : channel.size();
        } catch (IOException _) {
            return 0;
        }
    }

    /** Why it keeps nothing; empty where it does. */
    public synchronized Optional<String> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    private void failed(Exception e) {
        var why = "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage());
        if (obstacle == null) {
            LOG.errorf("%s keeps nothing, memory alone does: %s", file, why);
        }
        obstacle = why;
    }

    @Override
    public synchronized void close() {
        for (var each : new FileChannel[] {channel, lock}) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (IOException e) {
                LOG.debugf("%s: %s", file, e.getMessage());
            }
        }
        channel = null;
        lock = null;
    }
}
