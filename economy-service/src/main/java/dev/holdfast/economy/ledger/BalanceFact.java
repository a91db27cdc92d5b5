package dev.holdfast.economy.ledger;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.fact.Fact;
import dev.holdfast.kit.protocol.FactSpec;
import dev.holdfast.kit.protocol.FactType;
import dev.holdfast.kit.protocol.FactValue;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/**
 * {@code balance}: the coins that members have. Nothing is known of those without an account, who
 * would start with what the guild's settings say. It changes with each transfer.
 */
@Singleton
record BalanceFact(BalanceStore store) implements Fact {

    @Override
    public FactSpec spec() {
        return new FactSpec("balance", FactType.NUMBER);
    }

    @Override
    public List<FactValue> values(Collection<UserId> members, UnitOfWork work) {
        return store.balances(work, members);
    }

    @Override
    public List<Change> changed(long after, int most, UnitOfWork work) {
        return store.changed(work, after, most);
    }
}
