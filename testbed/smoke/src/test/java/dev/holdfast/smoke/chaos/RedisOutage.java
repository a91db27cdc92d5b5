package dev.holdfast.smoke.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Kills Redis, leaves it away for a while, and starts it again, empty. */
record RedisOutage(ChaosFleet scene, Duration away) implements Disturbance {

    private static final Duration BEFORE_AND_AFTER = Duration.ofSeconds(4);

    @Override
    public void make(BooleanSupplier nobodyLeft) {
        Pause.of(BEFORE_AND_AFTER);
        scene.redis().kill();
        Pause.of(away);
        scene.redis().restart();
        Pause.of(BEFORE_AND_AFTER);
    }

    @Override
    public Map<String, Integer> done() {
        return Map.of("Redis away for " + away, 1);
    }
}
