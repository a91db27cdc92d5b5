package dev.holdfast.embedded;

import dev.holdfast.embedded.ChildSpec.StopSignal;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** A process that an earlier run left behind: its JVM and its supervisor were both killed. */
public final class Orphan {

    private static final Logger LOG = Logger.getLogger(Orphan.class);

    private Orphan() {}

    /**
     * Ends a process of an earlier run, so that its place is free.
     *
     * @throws StartFailure when the process belongs to a JVM that is alive
     */
    public static void end(ProcessHandle process, String name, StopSignal signal, Duration grace) {
        var supervisor = process.parent().filter(Orphan::isSupervisor);
        if (supervisor.flatMap(ProcessHandle::parent).filter(Orphan::isJava).isPresent()) {
            throw new StartFailure(
                    "%s is already running as process %d, started by process %d. Stop that one first."
                            .formatted(name, process.pid(), ownerPid(supervisor.get())));
        }
        if (supervisor.isPresent() && endsWithin(process, grace.plusSeconds(2))) {
            return;
        }
        LOG.infof("Ending %s of an earlier run (process %d).", name, process.pid());
        new ProcessTree(process).stop(signal, grace);
    }

    private static long ownerPid(ProcessHandle supervisor) {
        return supervisor.parent().map(ProcessHandle::pid).orElse(0L);
    }

    private static boolean isSupervisor(ProcessHandle process) {
        return process.info()
                .commandLine()
                .map(line -> line.contains("holdfast-supervisor"))
                .orElse(false);
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().map(path -> path.endsWith("/java")).orElse(false);
    }

    private static boolean endsWithin(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
