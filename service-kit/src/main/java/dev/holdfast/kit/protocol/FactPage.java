package dev.holdfast.kit.protocol;

import java.time.Instant;
import java.util.List;

/**
 * Members whose fact changed since a cursor, each once, with the values as they are now. A member
 * may be told of again without a change: late commits are found by looking twice.
 *
 * @param next where the next page begins: the owner's own words
 * @param more whether there is more already; else the next page is worth asking for after a while
 * @param asOf when it was so, by the owner's database
 */
public record FactPage(List<FactValue> changed, String next, boolean more, Instant asOf) {

    /** The cursor of everything. */
    public static final String EVERYTHING = "0";

    public FactPage {
        Required.field("next", next);
        Required.field("asOf", asOf);
        changed = List.copyOf(changed);
    }
}
