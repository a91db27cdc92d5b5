package dev.holdfast.roles.assignment;

import dev.holdfast.roles.assignment.RoleClaim.Kind;
import dev.holdfast.roles.assignment.RoleClaim.OnUndo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A claim or veto as it is kept.
 *
 * @param until to the microsecond, as PostgreSQL keeps it
 * @param generation one more with each change
 * @param stands whether it was not withdrawn
 * @param listed whether its assignment counts it, too
 */
record ClaimRow(
        ClaimKey key,
        Kind kind,
        Instant since,
        @Nullable Instant until,
        long generation,
        OnUndo onUndo,
        String reason,
        boolean stands,
        boolean listed) {

    ClaimRow {
        until = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
    }

    /** What becomes of the row; a source that stands already goes on standing. */
    static ClaimRow of(RoleClaim claim, @Nullable ClaimRow before, Instant now) {
        var next =
                new ClaimRow(
                        claim.key(),
                        claim.kind(),
                        now,
                        claim.until(),
                        before == null ? 1 : before.generation + 1,
                        claim.onUndo(),
                        claim.reason(),
                        true,
                        false);
        return before != null && before.stands && before.kind == claim.kind()
                ? next.goingOn(before)
                : next;
    }

    private ClaimRow goingOn(ClaimRow before) {
        return new ClaimRow(
                key, kind, before.since, until, generation, onUndo, reason, stands, before.listed);
    }

    /** Whether the claim says what is kept already. */
    boolean says(RoleClaim claim) {
        var same = of(claim, this, since);
        return listed
                && stands
                && kind == same.kind
                && onUndo == same.onUndo
                && Objects.equals(until, same.until)
                && reason.equals(same.reason);
    }
}
