package dev.holdfast.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time as Linux counts it, in hundredths of a second.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
final class ProcessorTime {

    private static final int MILLIS_A_TICK = 10;
    private static final int USER = 11;
    private static final int KERNEL = 12;
    private static final int ENDED_CHILDREN_USER = 13;
    private static final int ENDED_CHILDREN_KERNEL = 14;
    private static final int IDLE = 4;
    private static final int WAITING_FOR_DISK = 5;
    private static final int STOLEN = 8;

    private ProcessorTime() {}

    /** Taken so far by a process alone. */
    static Duration of(long pid) {
        return sum(ProcessHandle.of(pid).stream(), USER, KERNEL);
    }

    /** Taken by a process's children that have ended, and all below those. */
    static Duration ofEndedChildren(long pid) {
        return sum(ProcessHandle.of(pid).stream(), ENDED_CHILDREN_USER, ENDED_CHILDREN_KERNEL);
    }

    /** Taken so far by a process and all below it, those that have ended included. */
    static Duration ofTree(long pid) {
        var tree =
                ProcessHandle.of(pid).stream()
                        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()));
        return sum(tree, USER, ENDED_CHILDREN_KERNEL);
    }

    /** Taken so far by everything that runs on this machine. */
    static Duration ofMachine() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            var fields = lines.findFirst().orElseThrow().split(" +", -1);
            var ticks = 0L;
            for (var field = 1; field <= STOLEN; field++) {
                if (field != IDLE && field != WAITING_FOR_DISK) {
                    ticks += Long.parseLong(fields[field]);
                }
            }
            return Duration.ofMillis(ticks * MILLIS_A_TICK);
        } catch (IOException _) { // no /proc: not Linux
            return Duration.ZERO;
        }
    }

    private static Duration sum(Stream<ProcessHandle> processes, int firstField, int lastField) {
        return Duration.ofMillis(
                processes.mapToLong(process -> ticks(process, firstField, lastField)).sum()
                        * MILLIS_A_TICK);
    }

    private static long ticks(ProcessHandle process, int firstField, int lastField) {
        try {
            var stat = Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())));
            // The name in parentheses may hold spaces.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var ticks = 0L;
            for (var field = firstField; field <= lastField; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return ticks;
        } catch (IOException _) {
            return 0;
        }
    }
}
