package dev.holdfast.roles.assignment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the mirror says of a member and a role.
 *
 * @param known whether the member is known
 * @param has whether they have the role
 * @param roleGone whether Discord deleted the role
 * @param asOf of when that is; {@code null}: the member is not known
 */
record HeldRole(boolean known, boolean has, boolean roleGone, @Nullable Instant asOf) {

    /** Which is not the same as not there. */
    static final HeldRole UNKNOWN = new HeldRole(false, false, false, null);

    /** Whether it is known to be so. */
    boolean meets(DesiredState goal) {
        return known && goal.isMet(has);
    }

    /** Whether it tells of a later time than that. */
    boolean isAfter(@Nullable Instant then) {
        return asOf != null && (then == null || asOf.isAfter(then));
    }
}
