package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.List;
import java.util.Set;

/** A bean that explains what one feature wants of a member's role, for {@code /why role}. */
public interface ClaimSource {

    /** The feature's name, as in {@link Source#feature}. */
    String feature();

    /**
     * Lines for people: what the feature says about the member and the role, each condition with
     * its value and age, whether it claims the role or not; empty where it has nothing to do with
     * it.
     */
    List<String> explain(UserId user, RoleId role, Invocation invocation, UnitOfWork work);

    /** Sources of the feature that may ask however late how a claim of theirs ended. */
    default Set<Source> remembering(UnitOfWork work) {
        return Set.of();
    }

    /**
     * What becomes of a claim of the feature when its member asks to be forgotten. Unless said
     * otherwise, a role for a while is taken, and one without an end stays with them.
     */
    default OnForget onForget(StandingClaim claim, UnitOfWork work) {
        return OnForget.of(claim);
    }
}
