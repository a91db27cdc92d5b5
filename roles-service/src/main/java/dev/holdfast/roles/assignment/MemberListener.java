package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import java.util.List;
import java.util.Optional;

/**
 * A bean that is called when the mirror of a member changes, in the unit of work that changes it.
 * It may be called twice for the same change, so it sets a state and never adds to one.
 */
public interface MemberListener {

    /**
     * A member is other than they were.
     *
     * @param before empty: they were not known as a member
     * @param after empty: they left
     */
    void changed(Optional<MemberState> before, Optional<MemberState> after, UnitOfWork work);

    /**
     * Several members changed, at most {@link Members#MOST}; override it to handle many at once,
     * for example after a new session began.
     */
    default void changed(List<MemberChange> changes, UnitOfWork work) {
        changes.forEach(each -> changed(each.before(), each.after(), work));
    }
}
