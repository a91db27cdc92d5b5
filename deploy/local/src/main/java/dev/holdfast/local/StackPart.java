package dev.holdfast.local;

import java.nio.file.Path;
import java.time.Duration;

/** One process of the stack. */
sealed interface StackPart permits ServerPart, ServicePart {

    String name();

    Path log();

    /**
     * Starts it and waits until it is ready.
     *
     * @throws dev.holdfast.embedded.StartFailure when it does not become so
     */
    void start();

    /** Waits for its end, at most the limit; true once it has ended. */
    boolean awaitExit(Duration limit);

    /** How it ended, in words for the terminal. */
    String ending();

    /** Ends it cleanly, and for good: a later start does nothing. */
    void stop();

    /** Ends it at once. */
    void kill();
}
