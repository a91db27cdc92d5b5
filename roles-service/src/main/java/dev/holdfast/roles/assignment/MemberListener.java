package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import java.util.List;
import java.util.Optional;

/**
 * A bean that hears when the mirror of a member changes, in the unit of work that changes it. It
 * may hear the same change twice; it sets how things are and never adds.
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
     * Several members are other than they were, at most {@link Members#MOST}; for who hears better
     * of many at once, such as after a connection that began anew.
     */
    default void changed(List<MemberChange> changes, UnitOfWork work) {
        changes.forEach(each -> changed(each.before(), each.after(), work));
    }
}
