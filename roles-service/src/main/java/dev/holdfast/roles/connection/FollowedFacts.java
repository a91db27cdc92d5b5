package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.fact.FollowedFact;
import dev.holdfast.kit.protocol.FactValue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Has the facts kept up to date that rules ask for. */
final class FollowedFacts {

    private FollowedFacts() {}

    @Produces
    @Singleton
    static FollowedFact balance(Evaluation evaluation) {
        return new Followed(RuleFact.BALANCE, evaluation);
    }

    /** The rules that ask for it hear what is new. */
    private record Followed(RuleFact known, Evaluation evaluation) implements FollowedFact {

        @Override
        public String fact() {
            return known.fact();
        }

        @Override
        public String table() {
            return known.table();
        }

        @Override
        public void changed(List<FactValue> values, UnitOfWork work) {
            evaluation.factChanged(known, values.stream().map(FactValue::user).toList(), work);
        }
    }
}
