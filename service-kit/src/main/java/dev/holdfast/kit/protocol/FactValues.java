package dev.holdfast.kit.protocol;

import java.time.Instant;
import java.util.List;

/**
 * What a fact says about the members that were asked for; of whoever is not there, nothing is
 * known.
 *
 * @param asOf when it was so, by the owner's database
 */
public record FactValues(List<FactValue> values, Instant asOf) {

    /** The most members that can be asked for at once. */
    public static final int MOST = 500;

    public FactValues {
        Required.field("asOf", asOf);
        values = List.copyOf(values);
    }
}
