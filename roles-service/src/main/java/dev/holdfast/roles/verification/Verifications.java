package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Tells other features who is verified. Safe for any thread. */
@Singleton
public final class Verifications {

    /** Whether members of the guild are to verify themselves at all. */
    public boolean required(UnitOfWork work) {
        return SetupStore.find(work).filter(Setup::active).isPresent();
    }

    /** Whether the member is verified; empty: the guild never set verification up. */
    public Optional<Boolean> verified(UnitOfWork work, UserId user) {
        return SetupStore.find(work).map(_ -> VerifiedStore.find(work, user).isPresent());
    }

    /** Those of them who are verified; empty: the guild never set verification up. */
    public Optional<Set<UserId>> verified(UnitOfWork work, Collection<UserId> users) {
        return SetupStore.find(work).map(_ -> VerifiedStore.among(work, users));
    }
}
