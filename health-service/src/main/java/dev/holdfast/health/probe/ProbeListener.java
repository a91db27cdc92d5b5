package dev.holdfast.health.probe;

/**
 * A bean that hears of each round of probes, in the prober's loop: it returns soon. One that throws
 * is logged and keeps no other from hearing.
 */
public interface ProbeListener {

    void heard(Round round);
}
