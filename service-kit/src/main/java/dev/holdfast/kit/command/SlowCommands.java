package dev.holdfast.kit.command;

import dev.holdfast.kit.coordination.LockedWork;
import dev.holdfast.kit.database.Execution;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.SlowWork;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.Invocation;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Has slow commands run on threads of their own, so many at a time. Who asks waits a moment, and is
 * then told to ask again. Safe for any thread.
 */
@Singleton
final class SlowCommands {

    private static final Logger LOG = Logger.getLogger("holdfast.commands");

    /** Well below the gateway's timeout, which counts as a fault of the service. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    /** What it may take beyond its own time, to be completed. */
    private static final Duration LONGEST_ENDING = Duration.ofSeconds(30);

    /** Of a second each: a lock runs out after 5 s. */
    private static final int MOST_TURNS = 10;

    private final SlowWork work;
    private final LockedWork locked;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SlowCommands(SlowWork work, LockedWork locked, CommandSettings settings) {
        this.places = new Semaphore(settings.slowAtOnce());
        this.work = work;
        this.locked = locked;
    }

    /**
     * Runs it once. Where all places are taken it is not begun; what is done or under way has its
     * answer all the same.
     *
     * @throws Unavailable when PostgreSQL is away
     */
    <T> RequestOutcome invoke(
            SlowCommand<T> command, Invocation invocation, Request request, Duration longest) {
        if (!places.tryAcquire()) {
            return work.look(request);
        }
        var running =
                threads.submit(
                        LogContext.carried(() -> run(command, invocation, request, longest)));
        return await(running, longest);
    }

    private <T> RequestOutcome run(
            SlowCommand<T> command, Invocation invocation, Request request, Duration longest)
            throws Exception {
        try {
            return work.execute(
                    request,
                    progress -> prepare(command, invocation, progress, longest),
                    (prepared, completion) -> complete(command, invocation, prepared, completion));
        } finally {
            places.release();
        }
    }

    /** What took its time to prepare is not given up for a lock that others hold for a moment. */
    private <T> RequestOutcome complete(
            SlowCommand<T> command, Invocation invocation, T prepared, Execution completion) {
        RequestOutcome outcome = new RequestOutcome.Busy();
        for (var turn = 0; turn < MOST_TURNS && outcome instanceof RequestOutcome.Busy; turn++) {
            outcome =
                    locked.execute(
                            command.locks(invocation),
                            completion,
                            unit -> command.complete(invocation, prepared, unit));
        }
        return outcome;
    }

    private <T> T prepare(
            SlowCommand<T> command, Invocation invocation, Progress progress, Duration longest)
            throws Exception {
        var preparing =
                threads.submit(LogContext.carried(() -> command.prepare(invocation, progress)));
        try {
            return preparing.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception itself ? itself : e;
        } finally {
            preparing.cancel(true);
        }
    }

    private RequestOutcome await(Future<RequestOutcome> running, Duration longest) {
        try {
            return running.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) { // it still runs
            var _ =
                    threads.submit(
                            LogContext.carried(
                                    () -> hearTheEnd(running, longest.plus(LONGEST_ENDING))));
            return new RequestOutcome.StillRunning();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new RequestOutcome.StillRunning();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException itself
                    ? itself
                    : new IllegalStateException(e.getCause());
        }
    }

    /** Whoever asked has gone, so a failure is told to the log, or nobody would hear of it. */
    private static boolean hearTheEnd(Future<RequestOutcome> running, Duration longest)
            throws InterruptedException {
        try {
            running.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            LOG.error("a slow command failed; it may be asked for again", e.getCause());
        } catch (TimeoutException _) {
            LOG.errorf("a slow command has not ended after %s", longest);
        }
        return false;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
