package dev.holdfast.smoke.chaos;

import dev.holdfast.smoke.process.Scratch;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Stops every service in an orderly way and starts it again, one after the other. */
final class RollingRestart implements Disturbance {

    private static final Logger LOG = Logger.getLogger(RollingRestart.class);
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration READY_AGAIN = Duration.ofMinutes(1);

    private final ChaosFleet scene;
    private final Map<String, Integer> done = new TreeMap<>();

    RollingRestart(ChaosFleet scene) {
        this.scene = scene;
    }

    @Override
    public void make(BooleanSupplier nobodyLeft) throws InterruptedException {
        for (var service : scene.services()) {
            Pause.of(BETWEEN);
            var begun = System.nanoTime();
            service.stop();
            service.startAgain();
            if (!Scratch.awaitReady(List.of(service), READY_AGAIN)) {
                throw new IllegalStateException(service + " did not come back");
            }
            done.merge("restart of " + service, 1, Integer::sum);
            LOG.infof("restart of %s %.1f s", service, (System.nanoTime() - begun) / 1e9);
        }
        Pause.of(BETWEEN);
    }

    @Override
    public Map<String, Integer> done() {
        return Collections.unmodifiableMap(done);
    }
}
