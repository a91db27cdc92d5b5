package dev.holdfast.smoke.chaos;

import java.util.Map;
import java.util.function.BooleanSupplier;

/** What is done to a fleet while people use it. */
interface Disturbance {

    /** Returns when it is finished, or nobody is there any more to be disturbed. */
    void make(BooleanSupplier nobodyLeft) throws InterruptedException;

    /** Whether enough was done for the run to say anything; until then people go on. */
    default boolean isEnough() {
        return true;
    }

    /** How often each thing was done. */
    Map<String, Integer> done();
}
