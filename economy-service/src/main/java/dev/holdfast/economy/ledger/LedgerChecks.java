package dev.holdfast.economy.ledger;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What always holds of a guild's ledger. */
final class LedgerChecks {

    private LedgerChecks() {}

    /** One of them: a statement that finds what breaks it. */
    private record LedgerCheck(String name, String faults) implements IntegrityCheck {

        @Override
        public String table() {
            return "account";
        }

        @Override
        public Finding check(UnitOfWork work) {
            return ProofStore.look(work, faults);
        }
    }

    @Produces
    @Singleton
    static IntegrityCheck accountsSumToZero() {
        return new LedgerCheck("postings-sum-to-zero", ProofStore.SUM_OF_ACCOUNTS);
    }

    @Produces
    @Singleton
    static IntegrityCheck balancesEqualTheirPostings() {
        return new LedgerCheck("balances-equal-their-postings", ProofStore.BALANCES);
    }

    @Produces
    @Singleton
    static IntegrityCheck postingsContinueEachOther() {
        return new LedgerCheck("postings-continue-each-other", ProofStore.CHAINS);
    }

    @Produces
    @Singleton
    static IntegrityCheck nobodyIsBelowZero() {
        return new LedgerCheck("nobody-below-zero", ProofStore.BELOW_ZERO);
    }

    @Produces
    @Singleton
    static IntegrityCheck transfersHaveTheirOperation() {
        return new LedgerCheck("transfers-have-their-operation", ProofStore.WITHOUT_OPERATION);
    }
}
