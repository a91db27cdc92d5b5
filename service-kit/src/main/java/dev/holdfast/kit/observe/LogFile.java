package dev.holdfast.kit.observe;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The log file of one system: a new one each day, and when it gets too long. A disk that is full
 * costs lines and nothing else; they are counted. Bound to one thread.
 */
final class LogFile {

    private static final int MOST_A_DAY = 10_000;
    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(5);

    private final Path path;
    private final long longest;
    private final Clock clock;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private int pendingLines;
    private @Nullable FileOutputStream open;
    private LocalDate day;
    private long length;
    private final AtomicLong lost = new AtomicLong();
    private Instant closedUntil = Instant.MIN;

    /**
     * Opens nothing yet.
     *
     * @param longest in bytes; what gets longer goes on in another file
     */
    LogFile(Path path, long longest, Clock clock) {
        this.path = path;
        this.longest = longest;
        this.clock = clock;
        this.day = today();
    }

    /** Part of the file after the next {@link #flush}. */
    void append(String lines) {
        pending.writeBytes(lines.getBytes(StandardCharsets.UTF_8));
        pendingLines++;
    }

    /** What came of it. */
    enum Flushed {
        WRITTEN,
        /** It begins anew: older ones may have to go. */
        ROTATED,
        /** From now on lines are lost. */
        FAILED,
        /** Lines are still being lost. */
        FAILING
    }

    /** Writes what was appended. */
    Flushed flush() {
        if (pendingLines == 0) {
            return Flushed.WRITTEN;
        }
        if (clock.instant().isBefore(closedUntil)) {
            return lose(Flushed.FAILING);
        }
        try {
            var rotated = rotate();
            var file = file();
            if (lost.get() > 0) {
                var sorry = "%d lines were lost here\n".formatted(lost.get());
                file.write(sorry.getBytes(StandardCharsets.UTF_8));
            }
            pending.writeTo(file);
            length += pending.size();
            lost.set(0);
            clear();
            return rotated ? Flushed.ROTATED : Flushed.WRITTEN;
        } catch (IOException _) {
            close();
            closedUntil = clock.instant().plus(UNTIL_NEXT_TRY);
            return lose(lost.get() == 0 ? Flushed.FAILED : Flushed.FAILING);
        }
    }

    /** How many lines could not be written since the last one that could. */
    long lost() {
        return lost.get();
    }

    void close() {
        try (var _ = open) {
            open = null;
        } catch (IOException _) { // it is closed
            open = null;
        }
    }

    private Flushed lose(Flushed word) {
        lost.addAndGet(pendingLines);
        clear();
        return word;
    }

    private void clear() {
        pending.reset();
        pendingLines = 0;
    }

    private FileOutputStream file() throws IOException {
        var file = open;
        if (file == null) {
            Files.createDirectories(path.getParent());
            file = new FileOutputStream(path.toFile(), true);
            open = file;
            length = Files.size(path);
        }
        return file;
    }

    /** Yesterday's file gets yesterday's name, also where another process wrote it. */
    private boolean rotate() throws IOException {
        var now = today();
        if (open == null && Files.isRegularFile(path)) {
            day = LocalDate.ofInstant(Files.getLastModifiedTime(path).toInstant(), clock.getZone());
            length = Files.size(path);
        }
        var isOver = now.isAfter(day) || length + pending.size() > longest;
        var rotates = isOver && length > 0 && Files.isRegularFile(path);
        if (rotates) {
            close();
            Files.move(path, free(), StandardCopyOption.REPLACE_EXISTING);
            length = 0;
        }
        day = now;
        return rotates;
    }

    private Path free() {
        var number = 1;
        while (number < MOST_A_DAY && Files.exists(named(number))) {
            number++;
        }
        return named(number);
    }

    private Path named(int number) {
        var name = path.getFileName().toString().replaceFirst("\\.log$", "");
        return path.resolveSibling("%s.%s.%d.log".formatted(name, day, number));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }
}
