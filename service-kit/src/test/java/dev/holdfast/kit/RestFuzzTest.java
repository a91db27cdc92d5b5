package dev.holdfast.kit;

import dev.holdfast.kit.probe.Ponder;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.RestFuzzContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RestFuzzTest extends RestFuzzContract {

    @Inject Ponder ponder;

    /** Those that the fuzz began would take the signs of the tests after it. */
    @AfterEach
    void nobodyGoesOnPondering() {
        while (ponder.signs.hasQueuedThreads()) {
            ponder.signs.release();
            Thread.onSpinWait();
        }
        ponder.signs.drainPermits();
    }

    @Override
    protected boolean isSound(String command) {
        return !command.equals("stumble");
    }
}
