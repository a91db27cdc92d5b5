package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;

/** Implemented by beans that are told when a member becomes verified, or is so no longer. */
public interface VerificationListener {

    /** In the unit of work that changes it; may be heard twice. */
    void changed(UserId user, boolean verified, UnitOfWork work);
}
