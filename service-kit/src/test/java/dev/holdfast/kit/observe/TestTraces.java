package dev.holdfast.kit.observe;

import dev.holdfast.kit.testing.Collector;

/** Traces that a test looks at. */
public final class TestTraces {

    private TestTraces() {}

    public static Traces to(Collector collector) {
        return Traces.to(collector.address(), "probe");
    }

    /** What is over by now is at the collector after that. */
    public static void send(Traces traces) {
        traces.stop();
    }
}
