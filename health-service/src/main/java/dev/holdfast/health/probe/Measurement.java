package dev.holdfast.health.probe;

import java.time.Instant;

/**
 * What one look at a component found.
 *
 * @param verdict {@link Verdict#UNKNOWN}: it could not be looked at, which is no bad measurement
 * @param detail a sentence for people; empty where all is well
 * @param build empty where it is not known
 */
record Measurement(Component component, Verdict verdict, String detail, String build, Instant at) {

    static Measurement well(Component component, Instant at) {
        return new Measurement(component, Verdict.WELL, "", "", at);
    }

    static Measurement of(Component component, Verdict verdict, String detail, Instant at) {
        return new Measurement(component, verdict, detail, "", at);
    }
}
