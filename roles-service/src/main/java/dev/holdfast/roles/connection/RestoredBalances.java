package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.restore.RestoreListener;
import dev.holdfast.kit.restore.RestoredRows;
import jakarta.inject.Singleton;

/**
 * Balances are asked for anew: an account that came back has the balance of before without a
 * transfer that tells.
 */
@Singleton
record RestoredBalances(Rules rules) implements RestoreListener {

    /** Economy-service's. */
    @Override
    public String feature() {
        return "ledger";
    }

    @Override
    public void restored(RestoredRows rows, UnitOfWork work) {
        rules.readAgain(work, RuleFact.BALANCE);
    }
}
