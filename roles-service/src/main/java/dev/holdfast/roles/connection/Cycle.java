package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.RoleId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds rules that would decide each other for ever. */
final class Cycle {

    private final Map<RoleId, Set<RoleId>> asks = new HashMap<>();
    private final Set<RoleId> seen = new HashSet<>();
    private final List<RoleId> path = new ArrayList<>();

    private Cycle() {}

    /**
     * The way from the role back to itself, both ends included.
     *
     * @param others the other rules, paused ones included: they may be resumed
     */
    static Optional<List<RoleId>> of(RoleId role, Condition condition, Collection<Rule> others) {
        var cycle = new Cycle();
        others.forEach(rule -> cycle.add(rule.role(), rule.condition()));
        cycle.add(role, condition);
        cycle.path.add(role);
        return cycle.leadsBack(role, role)
                ? Optional.of(List.copyOf(cycle.path))
                : Optional.empty();
    }

    private void add(RoleId role, Condition condition) {
        asks.computeIfAbsent(role, _ -> new HashSet<>()).addAll(condition.roles());
    }

    private boolean leadsBack(RoleId from, RoleId to) {
        for (var next : asks.getOrDefault(from, Set.of())) {
            path.add(next);
            if (next.equals(to) || (seen.add(next) && leadsBack(next, to))) {
                return true;
            }
            path.removeLast();
        }
        return false;
    }
}
