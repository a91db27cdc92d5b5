package dev.holdfast.kit.testing;

import dev.holdfast.kit.loop.PollingLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** Loops of a test, outside a service. */
public final class TestLoops {

    private TestLoops() {}

    public static PollingLoops loops() {
        return new PollingLoops(new SimpleMeterRegistry(), Clock.systemUTC());
    }
}
