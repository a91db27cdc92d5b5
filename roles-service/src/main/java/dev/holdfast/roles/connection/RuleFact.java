package dev.holdfast.roles.connection;

import dev.holdfast.kit.fact.FollowedFact;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The facts of other services that rules can ask for. One more is a line here, a bean in {@link
 * FollowedFacts} and a table.
 */
enum RuleFact implements FollowedFact {
    BALANCE("balance", "rule_fact_balance");

    private final String fact;
    private final String table;

    RuleFact(String fact, String table) {
        this.fact = fact;
        this.table = table;
    }

    static Optional<RuleFact> of(String name) {
        return Arrays.stream(values()).filter(it -> it.fact.equals(name)).findFirst();
    }

    static Set<String> names() {
        return Arrays.stream(values()).map(RuleFact::fact).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String fact() {
        return fact;
    }

    @Override
    public String table() {
        return table;
    }
}
