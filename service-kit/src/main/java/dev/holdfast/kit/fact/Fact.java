package dev.holdfast.kit.fact;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.FactSpec;
import dev.holdfast.kit.protocol.FactValue;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a value about members to other services. A bean is enough: the manifest lists it, and
 * the gateway asks. Both methods read existing tables of the unit's guild; they write nothing.
 */
public interface Fact {

    FactSpec spec();

    /** The values of those members, 500 at most; leaves out of whom nothing is known. */
    List<FactValue> values(Collection<UserId> members, UnitOfWork work);

    /**
     * Changes behind an id, in the order of their ids, with the values as they are now.
     *
     * @param after 0: all there are
     * @param most so many ids at the most; one may concern several members, at most two
     */
    List<Change> changed(long after, int most, UnitOfWork work);

    /**
     * One change of one member.
     *
     * @param id drawn in the transaction that made the change, from a sequence without a cache
     * @param at when that transaction began
     * @param value {@code null}: it concerns nobody any more
     */
    record Change(long id, Instant at, @Nullable FactValue value) {}
}
