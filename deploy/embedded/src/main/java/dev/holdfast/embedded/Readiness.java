package dev.holdfast.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until a started server is ready, and says what is wrong when it does not become so. */
record Readiness(String name, Duration limit) {

    private static final Duration PAUSE = Duration.ofMillis(15);

    void await(ChildProcess process, BooleanSupplier ready) {
        var begun = System.nanoTime();
        while (!ready.getAsBoolean()) {
            if (process.awaitExit(PAUSE)) {
                throw new StartFailure(
                        "%s ended while it started. The last lines of its log:\n%s"
                                .formatted(name, process.logTail()));
            }
            if (System.nanoTime() - begun > limit.toNanos()) {
                var tail = process.logTail();
                process.kill();
                throw new StartFailure(
                        "%s was not ready after %d s and was ended. The last lines of its log:\n%s"
                                .formatted(name, limit.toSeconds(), tail));
            }
        }
    }
}
