package dev.holdfast.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the process that listens on a port, where /proc tells (Linux, and processes we may look
 * into).
 */
public final class PortHolder {

    private static final String LISTENING = "0A";

    private PortHolder() {}

    /** The listening process, or empty where the system does not tell. */
    public static Optional<ProcessHandle> of(LoopbackPort port) {
        var inodes = new HashSet<String>();
        collectInodes(Path.of("/proc/net/tcp"), port, inodes);
        collectInodes(Path.of("/proc/net/tcp6"), port, inodes);
        if (inodes.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> holdsAny(process.pid(), inodes))
                .findFirst();
    }

    /** The holder in words, such as "process 4711 (/usr/bin/redis-server)". */
    public static String describe(LoopbackPort port) {
        return of(port).map(process ->
                        "process %d (%s)"
                                .formatted(
                                        process.pid(),
                                        process.info().command().orElse("unknown program")))
                .orElse("another process");
    }

    private static void collectInodes(Path table, LoopbackPort port, Set<String> inodes) {
        var suffix = ":" + String.format(Locale.ROOT, "%04X", port.number());
        try (var lines = Files.lines(table)) {
            lines.map(line -> line.strip().split("\\s+"))
                    .filter(columns ->
                            columns.length > 9
                                    && columns[1].endsWith(suffix)
                                    && columns[3].equals(LISTENING))
                    .forEach(columns -> inodes.add("socket:[" + columns[9] + "]"));
        } catch (IOException e) {
            // No such table on this system: the holder stays unknown.
        }
    }

    private static boolean holdsAny(long pid, Set<String> sockets) {
        try (DirectoryStream<Path> descriptors =
                Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (var descriptor : descriptors) {
                if (sockets.contains(target(descriptor))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
