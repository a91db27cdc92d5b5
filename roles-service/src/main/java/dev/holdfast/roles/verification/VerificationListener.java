package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;

/** A bean that is called when a member becomes verified or stops being so. */
public interface VerificationListener {

    /** Called in the unit of work that changes it, possibly twice. */
    void changed(UserId user, boolean verified, UnitOfWork work);
}
