package dev.holdfast.roles.assignment;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** What always holds of a guild's claims. */
final class AssignmentChecks {

    private static final String WITH_ROW = "claims-have-their-rows";

    private AssignmentChecks() {}

    private record AssignmentCheck(
            String name, String table, Function<UnitOfWork, IntegrityCheck.Finding> look)
            implements IntegrityCheck {

        @Override
        public Finding check(UnitOfWork work) {
            return look.apply(work);
        }
    }

    @Produces
    @Singleton
    static IntegrityCheck claimsHaveTheirRows() {
        return new AssignmentCheck(
                WITH_ROW, "assignment", work -> FaultStore.withoutRow(work, WITH_ROW));
    }

    @Produces
    @Singleton
    static IntegrityCheck claimsWereMadeHere() {
        return new AssignmentCheck("claims-were-made-here", "claim", FaultStore::notListed);
    }

    @Produces
    @Singleton
    static IntegrityCheck effectsAreUnderWay() {
        return new AssignmentCheck(
                "role-effects-are-under-way", "assignment", FaultStore::stranded);
    }
}
