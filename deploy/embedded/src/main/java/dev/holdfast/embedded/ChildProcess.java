package dev.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A child process that never outlives this JVM, however the JVM ends: a small bash supervisor holds
 * a pipe to it and ends the child when the pipe breaks. Safe for use by several threads.
 */
public final class ChildProcess {

    private static final String SUPERVISOR = script();

    /** What bash needs beyond the child's own grace to end it and report. */
    private static final Duration SUPERVISOR_GRACE = Duration.ofSeconds(5);

    private final ChildSpec spec;
    private final Process supervisor;
    private final ProcessHandle child;

    private ChildProcess(ChildSpec spec, Process supervisor, ProcessHandle child) {
        this.spec = spec;
        this.supervisor = supervisor;
        this.child = child;
    }

    /** Starts it; the command's own failure shows as its exit and in its log. */
    public static ChildProcess start(ChildSpec spec) {
        var command = new ArrayList<>(List.of("bash", "-c", SUPERVISOR, "holdfast-supervisor"));
        command.add(spec.stop().name());
        command.add(Long.toString(spec.grace().toSeconds()));
        command.add(spec.scrap().map(Path::toString).orElse(""));
        command.add(spec.log().toString());
        command.addAll(spec.command());
        var builder =
                new ProcessBuilder(command)
                        .directory(spec.folder().toFile())
                        .redirectError(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        try {
            var supervisor = builder.start();
            var child = new ChildProcess(spec, supervisor, firstLine(supervisor));
            child.note();
            return child;
        } catch (IOException e) {
            throw new StartFailure(
                    "%s could not be started: %s. It needs bash on the PATH."
                            .formatted(spec.command().getFirst(), e.getMessage()),
                    e);
        }
    }

    private void note() {
        try {
            spec.record().ifPresent(record -> record.write(child));
        } catch (UncheckedIOException e) {
            kill();
            throw new StartFailure(
                    "%s was ended again, since its process id could not be noted (%s): free some space."
                            .formatted(spec.command().getFirst(), e.getMessage()),
                    e);
        }
    }

    private static ProcessHandle firstLine(Process supervisor) throws IOException {
        var line = supervisor.inputReader(StandardCharsets.US_ASCII).readLine();
        if (line == null) {
            throw new IOException("its supervisor ended at once");
        }
        // A child that has already ended leaves no handle; its supervisor then stands for it and
        // reports the exit.
        return ProcessHandle.of(Long.parseLong(line)).orElse(supervisor.toHandle());
    }

    public long pid() {
        return child.pid();
    }

    public boolean alive() {
        return supervisor.isAlive();
    }

    /** The exit code, once it has ended; 128 + n when the signal n ended it. */
    public OptionalInt exitCode() {
        return supervisor.isAlive() ? OptionalInt.empty() : OptionalInt.of(supervisor.exitValue());
    }

    /** Waits for the end of the child, at most the limit; true once it has ended. */
    public boolean awaitExit(Duration limit) {
        try {
            return supervisor.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !supervisor.isAlive();
        }
    }

    /**
     * Asks the child to end in its own way, waits for its grace, then kills it. Does nothing when
     * it has ended.
     */
    public void stop() {
        try {
            var pipe = supervisor.getOutputStream();
            pipe.write("stop\n".getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            // The supervisor is gone; whatever of the child is left is ended below.
        }
        if (!awaitExit(spec.grace().plus(SUPERVISOR_GRACE)) || child.isAlive()) {
            kill();
        }
        spec.record().ifPresent(ProcessRecord::clear);
    }

    /** Kills the child and all below it at once (SIGKILL) and waits for the end. */
    public void kill() {
        new ProcessTree(child).kill();
        awaitExit(SUPERVISOR_GRACE);
    }

    /** Halts the child and all below it (SIGSTOP): connections stay open, nothing answers. */
    public void pause() {
        new ProcessTree(child).pause();
    }

    /** Lets a paused child go on (SIGCONT). */
    public void resume() {
        new ProcessTree(child).resume();
    }

    /** The last lines of its log, for a person to read. */
    public String logTail() {
        return LogTail.of(spec.log());
    }

    private static String script() {
        try (var in = ChildProcess.class.getResourceAsStream("supervisor.sh")) {
            if (in == null) {
                throw new IllegalStateException("supervisor.sh is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
