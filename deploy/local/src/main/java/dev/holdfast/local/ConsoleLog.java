package dev.holdfast.local;

import java.io.IOException;
import java.io.UncheckedIOException;
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
            throw new UncheckedIOException("The log " + log + " could not be put aside.", e);
        }
    }

    /**
     * Copies the file aside and empties it when it is too big; the process that appends to it goes
     * on.
     */
    static void bound(Path log) {
        try {
            if (Files.exists(log) && Files.size(log) > MAX_BYTES) {
                Files.copy(log, numbered(log, 1), StandardCopyOption.REPLACE_EXISTING);
                try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The log " + log + " could not be kept small.", e);
        }
    }

    private static Path numbered(Path log, int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }
}
