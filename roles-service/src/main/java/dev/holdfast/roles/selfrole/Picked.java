package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.roles.assignment.GrantDecision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a member's pick from a menu. */
sealed interface Picked {

    /**
     * It is so now; all lists empty: it was so already.
     *
     * @param had picked, and theirs by hand already
     * @param kept given back, but something else gives it too
     * @param until when what was given ends by itself; {@code null}: when it is given back
     */
    record Changed(
            List<RoleId> given,
            List<RoleId> had,
            List<RoleId> taken,
            List<RoleId> kept,
            @Nullable Instant until)
            implements Picked {}

    /** Nothing was changed. */
    sealed interface Refused extends Picked {}

    /** The member has yet to accept the guild's rules. */
    record Pending() implements Refused {}

    /** The member has yet to verify themselves. */
    record NotVerified() implements Refused {}

    /** These roles are needed first. */
    record Requires(List<RoleId> roles) implements Refused {}

    /**
     * They would have more of the menu than allowed.
     *
     * @param has what they have of it now
     */
    record TooMany(int most, List<RoleId> has) implements Refused {}

    /** The bot cannot give the role, or may not. */
    record Blocked(RoleId role, GrantDecision.Reason reason) implements Refused {}
}
