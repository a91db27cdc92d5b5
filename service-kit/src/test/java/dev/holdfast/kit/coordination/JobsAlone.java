package dev.holdfast.kit.coordination;

import dev.holdfast.kit.database.Connected;
import dev.holdfast.kit.testing.TestLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/** Runs jobs without a service around them, for small processes that tests kill. */
public final class JobsAlone {

    private static final int AT_ONCE = 4;

    private JobsAlone() {}

    /** Claims and runs what is enqueued, until the process ends. */
    public static void start(Connected connected, Job... jobs) {
        new Jobs(
                        List.of(jobs),
                        connected.worker(),
                        new SimpleMeterRegistry(),
                        givenUp -> System.err.println("given up: " + givenUp),
                        TestLoops.loops(),
                        connected.heartbeats(),
                        AT_ONCE)
                .start();
    }
}
