package dev.holdfast.kit.timeline;

import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.util.List;

/** A query of the timeline of a guild. */
public sealed interface TimelineQuery {

    /** How many rows of each table are looked at, at most. */
    int most();

    /** Everything after that instant. */
    record Everything(Instant after, int most) implements TimelineQuery {}

    /** What the member did or had done to them after that instant. */
    record OfMember(UserId member, Instant after, int most) implements TimelineQuery {}

    /** What some operations did, and when each began. */
    record OfOperations(List<Begun> operations, int most) implements TimelineQuery {

        public OfOperations {
            operations = List.copyOf(operations);
        }
    }

    /** An operation that is known to have begun. */
    record Begun(String key, Instant at) {}
}
