package dev.holdfast.roles.verification;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Who is verified claims their role, and nobody else does. Reported; nothing is changed. */
final class VerificationChecks {

    private VerificationChecks() {}

    private record Claimed() implements IntegrityCheck {

        @Override
        public String name() {
            return "verified-members-claim-their-role";
        }

        @Override
        public String table() {
            return "verified_member";
        }

        @Override
        public Finding check(UnitOfWork work) {
            var faults = VerifiedStore.withoutClaim(work);
            return faults == 0
                    ? new Finding.Sound(VerifiedStore.count(work))
                    : new Finding.Broken(
                            "%d verified members have no claim of their role".formatted(faults));
        }
    }

    private record Verified() implements IntegrityCheck {

        @Override
        public String name() {
            return "claims-of-verification-are-of-verified-members";
        }

        @Override
        public String table() {
            return "claim";
        }

        @Override
        public Finding check(UnitOfWork work) {
            var faults = VerifiedStore.claimsWithoutMember(work);
            return faults == 0
                    ? new Finding.Sound(VerifiedStore.count(work))
                    : new Finding.Broken(
                            "%d claims of verification are of nobody who is verified"
                                    .formatted(faults));
        }
    }

    @Produces
    @Singleton
    static IntegrityCheck verifiedMembersClaimTheirRole() {
        return new Claimed();
    }

    @Produces
    @Singleton
    static IntegrityCheck claimsAreOfVerifiedMembers() {
        return new Verified();
    }
}
