package dev.holdfast.roles.assignment;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source wants a member to have a role, or not to have it: {@code RoleClaim.give(user, role,
 * source, "level 5").until(end).urgently()}. One source has one claim for a member and role; a
 * later one takes the earlier one's place.
 *
 * @param kind a veto wins over every claim
 * @param until when it ends by itself; {@code null}: when it is withdrawn
 * @param onUndo what happens when somebody takes the role by hand
 * @param reason for the journal and Discord's audit log; 1 to 200 characters
 * @param urgency urgent: a person waits for it
 */
public record RoleClaim(
        UserId user,
        RoleId role,
        Source source,
        Kind kind,
        @Nullable Instant until,
        OnUndo onUndo,
        String reason,
        Urgency urgency) {

    /** Whether the member is to have the role. */
    public enum Kind {
        CLAIM,
        VETO
    }

    /** What happens to a claim when somebody undoes by hand what it wants. */
    public enum OnUndo {
        /** The role is given back, three times at most: rules. */
        GIVE_BACK,
        /** The claim is withdrawn: what a member picked. */
        LET_GO
    }

    public static RoleClaim give(UserId user, RoleId role, Source source, String reason) {
        return new RoleClaim(
                user, role, source, Kind.CLAIM, null, OnUndo.GIVE_BACK, reason, Urgency.PATIENT);
    }

    public static RoleClaim veto(UserId user, RoleId role, Source source, String reason) {
        return new RoleClaim(
                user, role, source, Kind.VETO, null, OnUndo.GIVE_BACK, reason, Urgency.PATIENT);
    }

    public RoleClaim until(@Nullable Instant end) {
        return new RoleClaim(user, role, source, kind, end, onUndo, reason, urgency);
    }

    public RoleClaim lettingGo() {
        return new RoleClaim(user, role, source, kind, until, OnUndo.LET_GO, reason, urgency);
    }

    public RoleClaim urgently() {
        return new RoleClaim(user, role, source, kind, until, onUndo, reason, Urgency.URGENT);
    }

    ClaimKey key() {
        return new ClaimKey(user, role, source);
    }
}
