package dev.holdfast.kit.timeline;

import dev.holdfast.kit.database.UnitOfWork;
import java.util.List;

/** What a feature knows of what happened, beside the operations themselves; a bean of its own. */
public interface Recollection {

    /**
     * Looks in the unit's guild, changing nothing.
     *
     * @return at most {@link Question#most} happenings, the oldest of those that are asked for;
     *     nothing in them that a person wrote for others
     */
    List<Happening> recall(Question question, UnitOfWork work);
}
