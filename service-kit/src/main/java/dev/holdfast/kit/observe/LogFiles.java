package dev.holdfast.kit.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;

/**
 * Puts every line into its system's file, by one thread that writes for all: nobody waits for the
 * disk. When it cannot keep up lines are left out and counted. Safe for any thread.
 */
final class LogFiles extends ExtHandler {

    private static final Logger LOG = Logger.getLogger("holdfast.log");
    private static final int MOST_WAITING = 16_384;
    private static final int MOST_TOGETHER = 1_024;
    private static final long FAREWELL_MILLIS = 3_000;
    private static final long BETWEEN_KEEPS = 1_000_000_000;
    private static final AlreadyReported SAID = new AlreadyReported();

    private final LogFolder folder;
    private final Errors errors;
    private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder left = new LongAdder();
    private final Thread writer =
            Thread.ofPlatform().daemon().name("log-files").unstarted(this::write);
    private volatile boolean stopping;

    private record Line(String system, String text) {}

    LogFiles(LogFolder folder, ExtFormatter lines, Errors errors) {
        this.folder = folder;
        this.errors = errors;
        setFormatter(lines);
    }

    void start() {
        writer.start();
    }

    @Override
    protected void doPublish(ExtLogRecord record) {
        if (!SAID.isLoggable(record)) {
            return;
        }
        var text = getFormatter().format(record);
        add(new Line(LogSystems.of(record.getLoggerName()), text));
        if (record.getLevel().intValue() >= Level.ERROR.intValue()) {
            errors.see(record, getFormatter().formatMessage(record), LogContext.here())
                    .ifPresent(note -> add(new Line(LogSystems.ERRORS, text + note)));
        }
    }

    /** Who says something after the farewell writes it down alone. */
    private void add(Line line) {
        if (!writer.isAlive() && stopping) {
            writeAlone(line);
        } else if (!waiting.offer(line)) {
            left.increment();
        }
    }

    private synchronized void writeAlone(Line line) {
        write(List.of(line));
        errors.keep();
    }

    /** How many lines are in no file. */
    long lost() {
        return left.sum() + folder.lost();
    }

    private void write() {
        var batch = new ArrayList<Line>();
        var kept = System.nanoTime();
        // Whoever looks for errors finds a file, if with nothing in it.
        write(List.of(new Line(LogSystems.ERRORS, "")));
        folder.tidy();
        while (!stopping || !waiting.isEmpty()) {
            try {
                var first = waiting.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, MOST_TOGETHER);
                }
            } catch (InterruptedException _) {
                stopping = true;
            }
            writeAll(batch);
            batch.clear();
            if (System.nanoTime() - kept > BETWEEN_KEEPS) {
                errors.keep();
                kept = System.nanoTime();
            }
        }
        errors.keep();
    }

    /** The loop that writes may not end by a fault, and can log none: the lines are counted. */
    private void writeAll(List<Line> batch) {
        try {
            write(batch);
        } catch (RuntimeException _) {
            left.add(batch.size());
        }
    }

    private void write(List<Line> batch) {
        for (var line : batch) {
            folder.append(line.system(), line.text());
        }
        for (var system : folder.flush()) {
            LOG.warnf("%s.log cannot be written: its lines are lost until it can", system);
        }
    }

    /** What waits is written, by the thread that does it or, where it hangs, not at all. */
    @Override
    public void close() {
        stopping = true;
        waiting.offer(new Line(LogSystems.SERVICE, ""));
        try {
            writer.join(FAREWELL_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
