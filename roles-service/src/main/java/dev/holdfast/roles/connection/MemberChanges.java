package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.MemberChange;
import dev.holdfast.roles.assignment.MemberListener;
import dev.holdfast.roles.assignment.MemberState;
import dev.holdfast.roles.verification.VerificationListener;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Holds members against the rules that ask for what changed about them. */
@Singleton
record MemberChanges(Evaluation evaluation) implements MemberListener, VerificationListener {

    @Override
    public void changed(
            Optional<MemberState> before, Optional<MemberState> after, UnitOfWork work) {
        changed(List.of(new MemberChange(user(before, after), before, after)), work);
    }

    /** Whoever left keeps the claims, for when they come back; they are held against rules then. */
    @Override
    public void changed(List<MemberChange> changes, UnitOfWork work) {
        var active = RuleStore.active(work);
        if (active.isEmpty()) {
            return;
        }
        var asked = new LinkedHashMap<List<Rule>, List<MemberState>>();
        for (var change : changes) {
            change.after()
                    .filter(Evaluation::counts)
                    .ifPresent(member -> {
                        var asking = asking(change.before(), member);
                        var rules = active.stream().filter(asking).toList();
                        asked.computeIfAbsent(rules, _ -> new ArrayList<>()).add(member);
                    });
        }
        asked.forEach((rules, members) -> evaluation.evaluateHeld(members, rules, work));
    }

    @Override
    public void changed(UserId user, boolean verified, UnitOfWork work) {
        evaluation.changed(
                rule -> rule.condition().asks(Condition.Verified.class), List.of(user), work);
    }

    private static UserId user(Optional<MemberState> before, Optional<MemberState> after) {
        return after.or(() -> before).orElseThrow().user();
    }

    /** Of whom nothing counted before, everything is new. */
    private static Predicate<Rule> asking(Optional<MemberState> before, MemberState member) {
        return before.filter(Evaluation::counts).map(was -> asking(was, member)).orElse(_ -> true);
    }

    /** What changed between the two, as the rules that ask for it. */
    private static Predicate<Rule> asking(MemberState was, MemberState is) {
        var roles = differing(was.roles(), is.roles());
        var joined = !Objects.equals(was.joined(), is.joined());
        var boosting = (was.boostingSince() == null) != (is.boostingSince() == null);
        return rule ->
                rule.condition().roles().stream().anyMatch(roles::contains)
                        || (joined && rule.condition().asks(Condition.MemberFor.class))
                        || (boosting && rule.condition().asks(Condition.Boosting.class));
    }

    private static Set<RoleId> differing(Set<RoleId> some, Set<RoleId> others) {
        var differing = new HashSet<>(some);
        differing.addAll(others);
        differing.removeIf(role -> some.contains(role) && others.contains(role));
        return differing;
    }
}
