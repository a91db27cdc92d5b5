package dev.holdfast.health.incident;

import java.time.Instant;

/**
 * Something that happened in an incident.
 *
 * @param by a person's Discord id, or a name; empty where nobody did it
 * @param text a sentence for people
 */
public record IncidentEntry(Instant at, Kind kind, String by, String text) {

    /** What kind of thing happened. */
    public enum Kind {
        VERDICT,
        ATTACHED,
        FINDING,
        ALERT,
        ACKNOWLEDGED,
        NOTE,
        ENDED
    }
}
