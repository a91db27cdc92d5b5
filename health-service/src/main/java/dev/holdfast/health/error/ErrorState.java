package dev.holdfast.health.error;

import java.util.Locale;

/** Where a group of errors stands. */
public enum ErrorState {
    /** Seen for the first time within the last week. */
    NEW,
    ONGOING,
    /** Resolved, and seen again by a build that has the fix. */
    REGRESSED,
    /** An operator knows of it; it is ongoing again once there are ten times as many. */
    IGNORED,
    RESOLVED;

    /** Whether somebody should look at it. */
    public boolean isOpen() {
        return this != IGNORED && this != RESOLVED;
    }

    /** As keys of texts have it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
