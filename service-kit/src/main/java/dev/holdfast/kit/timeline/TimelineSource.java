package dev.holdfast.kit.timeline;

import dev.holdfast.kit.database.UnitOfWork;
import java.util.List;

/** A bean that adds a feature's entries to the timeline, besides the operations themselves. */
public interface TimelineSource {

    /**
     * Looks in the unit's guild, changing nothing.
     *
     * @return at most {@link TimelineQuery#most} entries, the oldest of those that are asked for;
     *     nothing in them that a person wrote for others
     */
    List<TimelineEntry> recall(TimelineQuery question, UnitOfWork work);
}
