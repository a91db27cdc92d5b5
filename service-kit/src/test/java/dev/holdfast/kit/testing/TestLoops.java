package dev.holdfast.kit.testing;

import dev.holdfast.kit.address.Discovery;
import dev.holdfast.kit.loop.PollingLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;

/** Loops of a test, outside a service. */
public final class TestLoops {

    private TestLoops() {}

    /** Where names are what this machine says. */
    public static Discovery discovery() {
        return new Discovery(loops(), InetAddress::getAllByName, Duration.ofSeconds(1));
    }

    public static PollingLoops loops() {
        return new PollingLoops(new SimpleMeterRegistry(), Clock.systemUTC());
    }
}
