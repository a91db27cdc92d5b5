package dev.holdfast.kit.coordination;

import dev.holdfast.kit.progress.Progress;
import java.time.Instant;

/**
 * Scheduled work. A bean is enough. Each due instant is run at least once, by any one instance of
 * the service; a failed run, or one whose process died, is retried.
 */
public interface Job {

    /** Small letters, digits and hyphens, at most 60; fixed for ever. */
    String name();

    Schedule schedule();

    /** What becomes of the instants that passed while nothing ran. */
    CatchUp catchUp();

    /**
     * Does it. {@code name:instant} is the operation key of what it writes, so that a second run
     * does nothing twice.
     *
     * <p>However long it takes: its claim of 10 s is renewed while its process lives. Interrupted
     * when its process stops, or another may have taken it over; it then runs again elsewhere.
     *
     * @param scheduledFor the instant, however late it is
     * @param progress hears how far it is
     *     <p>A run that throws, an {@link Error} too, is made again after a pause that doubles,
     *     from 2 s; after ten of these it is given up and the operator is told. So it is where its
     *     process died over it or left it 20 times.
     * @throws InterruptedException when it was interrupted, which is no failure
     */
    void run(Instant scheduledFor, Progress progress) throws InterruptedException;

    /** For instants that passed while nobody led. */
    enum CatchUp {
        /** Each of the last 100 at most, begun oldest first; several may run at once. */
        EVERY,
        /** Only the last. */
        ONCE,
        /** None that is over a minute late. */
        SKIP
    }
}
