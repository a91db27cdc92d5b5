package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;

/** One change of a rule, as the journal has it: what the rule was after it. */
record RuleEntry(
        int rule,
        Instant at,
        Action action,
        RoleId role,
        String condition,
        Rule.Mode mode,
        UserId by) {

    /** What was done to it. */
    enum Action {
        SAVED,
        CHANGED,
        PAUSED,
        RESUMED,
        DELETED,
        RESTORED,
        /** Deleted for longer than it can be restored. */
        EXPIRED,
        /** Its row was deleted past the service. */
        LOST
    }
}
