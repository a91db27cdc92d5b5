package dev.holdfast.local;

import dev.holdfast.embedded.StartFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one part up on a thread of its own: starts it, and again with growing pauses whenever it
 * ends.
 */
final class PartSupervisor {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final int ATTEMPTS_AT_FIRST = 3;

    private final StackPart part;
    private final StartProgress progress;
    private final Console console;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private Duration pause = FIRST_PAUSE;
    private int failures;

    PartSupervisor(StackPart part, StartProgress progress, Console console) {
        this.part = part;
        this.progress = progress;
        this.console = console;
        this.thread = Thread.ofVirtual().name("guard-" + part.name()).unstarted(this::run);
    }

    StackPart part() {
        return part;
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!isStopping()) {
            var begun = System.nanoTime();
            progress.starting(part.name());
            var ending = upUntilItEnds();
            if (isStopping()) {
                return;
            }
            if (!progress.wasReady(part.name()) && ++failures >= ATTEMPTS_AT_FIRST) {
                progress.failed(part.name(), ending);
                return;
            }
            if (System.nanoTime() - begun > STEADY.toNanos()) {
                pause = FIRST_PAUSE;
            }
            console.say(
                    "%s Starting it again in %d s. Its log: %s"
                            .formatted(ending, pause.toSeconds(), part.log()));
            waitOrStop(pause);
            pause =
                    pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                            ? LONGEST_PAUSE
                            : pause.multipliedBy(2);
        }
    }

    /** Starts the part and stays until it has ended; says how. */
    private String upUntilItEnds() {
        try {
            part.start();
            if (progress.wasReady(part.name())) {
                console.say(part.name() + " is ready again.");
            }
            progress.ready(part.name());
            var ended = false;
            while (!ended) {
                ended = part.awaitExit(LOOK);
            }
            return part.ending();
        } catch (StartFailure e) {
            return e.reason();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void waitOrStop(Duration limit) {
        try {
            stopping.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    /** Ends the part cleanly; it is not started again. */
    void stop() {
        stopping.countDown();
        part.stop();
    }

    /** Ends the part at once. */
    void kill() {
        stopping.countDown();
        part.kill();
    }
}
