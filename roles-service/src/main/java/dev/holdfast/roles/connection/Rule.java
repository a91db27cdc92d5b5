package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.Source;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who has a role by it.
 *
 * @param id counts up in its guild; never used again
 * @param paused why it changes nothing now; {@code null}: it is not paused
 * @param allowedBy who might give the role and saved the rule; 0: they were forgotten
 * @param generation goes up by each change
 * @param deletedAt {@code null}: it is not deleted
 * @param leaving what becomes of a deleted rule's members; {@code null}: it is not deleted
 */
record Rule(
        int id,
        RoleId role,
        Condition condition,
        Mode mode,
        State state,
        @Nullable Pause paused,
        UserId allowedBy,
        long generation,
        Instant changedAt,
        @Nullable Instant deletedAt,
        @Nullable Leaving leaving) {

    /** A guild's admins read them, and each change of a member is held against them. */
    static final int MOST = 100;

    /** How long a deleted rule can be restored. */
    static final Duration RESTORABLE = Duration.ofDays(30);

    /** How long members have the role. */
    enum Mode {
        /** As long as the condition holds. */
        WHILE,
        /** For good, once it held. */
        KEEP
    }

    /** Whether it does anything. */
    enum State {
        ACTIVE,
        PAUSED,
        DELETED
    }

    /** Why a rule is paused. */
    enum Pause {
        /** An admin wanted it. */
        ASKED,
        /** Its role was deleted on Discord. */
        ROLE_DELETED,
        /** A role that its condition names was deleted on Discord. */
        NAMED_ROLE_DELETED,
        /** Its role got dangerous permissions that no administrator approved. */
        DANGEROUS
    }

    /** What becomes of those who have the role by a rule that is deleted. */
    enum Leaving {
        TAKE,
        KEEP
    }

    static Source source(int id) {
        return new Source(ConnectionFeature.NAME, Integer.toString(id));
    }

    Source source() {
        return source(id);
    }

    String text() {
        return ConditionText.of(condition);
    }
}
