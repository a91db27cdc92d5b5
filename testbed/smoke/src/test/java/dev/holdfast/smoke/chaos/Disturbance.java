package dev.holdfast.smoke.chaos;

import java.util.Map;
import java.util.function.BooleanSupplier;

/** What is done to a fleet while people use it. */
interface Disturbance {

    /** Returns when it is finished, or nobody is there any more to be disturbed. */
    void make(BooleanSupplier nobodyLeft) throws InterruptedException;

    /** How often each thing was done. */
    Map<String, Integer> done();
}
