package dev.holdfast.smoke.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Disturbs nobody for a while. */
record NoDisturbance(Duration lasting) implements Disturbance {

    @Override
    public void make(BooleanSupplier nobodyLeft) {
        Pause.of(lasting);
    }

    @Override
    public Map<String, Integer> done() {
        return Map.of("undisturbed for " + lasting, 1);
    }
}
