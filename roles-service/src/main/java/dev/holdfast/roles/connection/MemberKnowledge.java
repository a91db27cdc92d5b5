package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.fact.FactState;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.MemberState;
import dev.holdfast.roles.verification.Verifications;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers what is known of members, a page of them by a handful of statements. */
@Singleton
record MemberKnowledge(Verifications verifications) {

    /** What these conditions ask for, of each of these members. */
    List<KnownMember> of(
            Collection<MemberState> members, Collection<Condition> conditions, UnitOfWork work) {
        var users = members.stream().map(MemberState::user).toList();
        var facts = new HashMap<String, Map<UserId, FactState>>();
        for (var fact : RuleFact.values()) {
            if (conditions.stream().anyMatch(it -> it.facts().contains(fact.fact()))) {
                facts.put(fact.fact(), RuleFactStore.known(work, fact, users));
            }
        }
        return of(members, conditions, facts, work);
    }

    /** The same with facts that are known from elsewhere. */
    List<KnownMember> of(
            Collection<MemberState> members,
            Collection<Condition> conditions,
            Map<String, Map<UserId, FactState>> facts,
            UnitOfWork work) {
        var users = members.stream().map(MemberState::user).toList();
        var verified =
                conditions.stream().anyMatch(it -> it.asks(Condition.Verified.class))
                        ? verifications.verified(work, users)
                        : Optional.<Set<UserId>>empty();
        return members.stream()
                .map(member ->
                        new KnownMember(
                                member,
                                ofMember(facts, member.user()),
                                verified.map(them -> them.contains(member.user())).orElse(null),
                                work.now()))
                .toList();
    }

    private static Map<String, FactState> ofMember(
            Map<String, Map<UserId, FactState>> facts, UserId user) {
        if (facts.isEmpty()) {
            return Map.of();
        }
        var known = new HashMap<String, FactState>(facts.size());
        facts.forEach((fact, values) -> {
            var held = values.get(user);
            if (held != null) {
                known.put(fact, held);
            }
        });
        return known;
    }
}
