package dev.holdfast.kit.timeline;

import dev.holdfast.kit.database.UnitOfWork;
import java.util.List;

/** A bean that adds a feature's entries to the timeline, besides the operations themselves. */
public interface Recollection {

    /**
     * Looks in the unit's guild, changing nothing.
     *
     * @return at most {@link Question#most} happenings, the oldest of those that are asked for;
     *     nothing in them that a person wrote for others
     */
    List<Happening> recall(Question question, UnitOfWork work);
}
