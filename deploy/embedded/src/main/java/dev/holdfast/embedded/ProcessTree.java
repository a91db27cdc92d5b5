package dev.holdfast.embedded;

import dev.holdfast.embedded.ChildSpec.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process and all below it, signalled together: PostgreSQL's backends are no members of its
 * process group.
 */
public final class ProcessTree {

    private static final Duration SIGNAL_TIMEOUT = Duration.ofSeconds(5);

    private final ProcessHandle root;

    public ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** Asks the root to end, gives it the grace, kills what is left. */
    public void stop(StopSignal signal, Duration grace) {
        signal("CONT", members());
        signal(signal.name(), List.of(root));
        if (!ended(grace)) {
            kill();
        }
    }

    /** Kills all of it at once, as a power cut would. */
    public void kill() {
        var members = members();
        members.forEach(ProcessHandle::destroyForcibly);
        members.forEach(member -> new ProcessTree(member).ended(SIGNAL_TIMEOUT));
    }

    /** Stops the clock for all of it: nothing runs and nothing is closed. */
    public void pause() {
        signal("STOP", List.of(root));
        signal("STOP", members());
    }

    /** Undoes a pause. */
    public void resume() {
        signal("CONT", members());
    }

    private List<ProcessHandle> members() {
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    private boolean ended(Duration limit) {
        try {
            root.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        var command = new ArrayList<>(List.of("bash", "-c", "kill \"$@\"", "bash", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            var kill =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            kill.waitFor(SIGNAL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            throw new IllegalStateException("The signal " + name + " could not be sent.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
