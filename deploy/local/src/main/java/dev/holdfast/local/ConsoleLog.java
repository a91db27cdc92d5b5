package dev.holdfast.local;

import dev.holdfast.embedded.StartFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps what a service printed from growing for ever: a few older files, each of a bounded size.
 */
final class ConsoleLog {

    private static final int KEPT = 3;
    private static final long MAX_BYTES = 10_000_000;

    private ConsoleLog() {}

    /** Puts the file aside, before a start. */
    static void rotate(Path log) {
        try {
            for (var older = KEPT; older > 0; older--) {
                var from = older == 1 ? log : numbered(log, older - 1);
                if (Files.exists(from)) {
                    Files.move(from, numbered(log, older), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new StartFailure(
                    "The log %s could not be put aside: %s".formatted(log, e.getMessage()), e);
        }
    }

    /**
     * Copies the file aside and empties it when it is too big; the process that appends to it goes
     * on.
     */
    static void bound(Path log) {
        if (log.toFile().length() > MAX_BYTES) {
            copyAside(log);
            empty(log);
        }
    }

    private static void copyAside(Path log) {
        try {
            Files.copy(log, numbered(log, 1), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // On a full disk the room that emptying makes is worth more than the copy.
        }
    }

    private static void empty(Path log) {
        try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        } catch (IOException e) {
            // The next look tries again; the service itself goes on.
        }
    }

    private static Path numbered(Path log, int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }
}
