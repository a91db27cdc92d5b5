package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.ClaimKey;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.MemberState;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.assignment.RoleClaim;
import dev.holdfast.roles.assignment.StandingClaim;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

/**
 * Holds members against rules and claims roles or withdraws claims. What is not known changes
 * nothing; nor do bots, and members who have yet to accept the guild's rules. A page of members
 * costs a handful of statements. Safe for any thread.
 */
@Singleton
record Evaluation(
        Assignments assignments,
        Members members,
        GrantChecks grants,
        MemberKnowledge knowledge,
        RuleBook book,
        RuleFlips flips) {

    /** What came of it. */
    private record Wanted(Rule rule, MemberState member, Truth truth) {

        ClaimKey key() {
            return new ClaimKey(member.user(), rule.role(), rule.source());
        }
    }

    /**
     * What rules need to know of the same members.
     *
     * @param claimed by rule, who has its role by it
     */
    record Seen(
            List<MemberState> members,
            List<KnownMember> known,
            Map<Integer, Set<UserId>> claimed) {}

    /** A fact of these members is other than it was. */
    void factChanged(RuleFact fact, Collection<UserId> users, UnitOfWork work) {
        changed(rule -> rule.condition().facts().contains(fact.fact()), users, work);
    }

    /** These members are other than they were, in what those rules ask for. */
    void changed(Predicate<Rule> asking, Collection<UserId> users, UnitOfWork work) {
        var rules = RuleStore.active(work).stream().filter(asking).toList();
        if (!rules.isEmpty()) {
            // What is decided of a member is decided by one at a time: the next sees what this
            // knew.
            evaluateHeld(members.lock(work, users), rules, work);
        }
    }

    /** Holds each of these members, 5,000 at most, against each of these rules. */
    void evaluate(Collection<MemberState> page, List<Rule> rules, UnitOfWork work) {
        if (!rules.isEmpty()) {
            var _ = evaluate(see(page, rules, work), rules, page.size(), work);
        }
    }

    /** The same with members whose rows this unit of work has locked or written. */
    void evaluateHeld(Collection<MemberState> held, List<Rule> rules, UnitOfWork work) {
        if (!rules.isEmpty()) {
            var seen = see(held, rules, work);
            change(changes(seen, rules), work);
            flips.await(seen.members(), rules, work);
        }
    }

    /**
     * The same with what was read of them for these rules, and maybe others.
     *
     * @param most so many members are changed at most
     * @return the first who is left for later; empty: nobody
     */
    Optional<UserId> evaluate(Seen seen, List<Rule> rules, int most, UnitOfWork work) {
        var changing =
                changes(seen, rules).stream().map(it -> it.member().user()).distinct().toList();
        if (!changing.isEmpty()) {
            // What an event told since they were read counts.
            var some = changing.subList(0, Math.min(most, changing.size()));
            change(changes(see(members.hold(work, some), rules, work), rules), work);
        }
        flips.await(seen.members(), rules, work);
        return changing.size() > most ? Optional.of(changing.get(most)) : Optional.empty();
    }

    /** Reads what these rules need to know of those members whom they are for, 5,000 at most. */
    Seen see(Collection<MemberState> page, List<Rule> rules, UnitOfWork work) {
        var asked = page.stream().filter(Evaluation::counts).toList();
        if (asked.isEmpty()) {
            return new Seen(List.of(), List.of(), Map.of());
        }
        var conditions = rules.stream().map(Rule::condition).toList();
        return new Seen(asked, knowledge.of(asked, conditions, work), claimed(asked, rules, work));
    }

    private static List<Wanted> changes(Seen seen, List<Rule> rules) {
        var changes = new ArrayList<Wanted>();
        for (var known : seen.known()) {
            var user = known.member().user();
            for (var rule : rules) {
                var truth = known.says(rule.condition());
                var claimed = seen.claimed().getOrDefault(rule.id(), Set.of()).contains(user);
                if (changes(rule, truth, claimed)) {
                    changes.add(new Wanted(rule, known.member(), truth));
                }
            }
        }
        return changes;
    }

    private static boolean changes(Rule rule, Truth truth, boolean claimed) {
        return switch (truth) {
            case YES -> !claimed;
            case NO -> claimed && rule.mode() == Rule.Mode.WHILE;
            case UNKNOWN -> false;
        };
    }

    /** Whether rules are for them. */
    static boolean counts(MemberState member) {
        return !member.bot() && !member.pending();
    }

    private Map<Integer, Set<UserId>> claimed(
            List<MemberState> asked, List<Rule> rules, UnitOfWork work) {
        var users = asked.stream().map(MemberState::user).toList();
        var sources = rules.stream().map(Rule::source).toList();
        var standing = assignments.standing(work, users, sources);
        return rules.stream()
                .collect(Collectors.toUnmodifiableMap(Rule::id, rule -> claimed(rule, standing)));
    }

    private static Set<UserId> claimed(Rule rule, List<StandingClaim> standing) {
        return standing.stream()
                .filter(claim ->
                        claim.source().equals(rule.source()) && claim.role().equals(rule.role()))
                .map(StandingClaim::user)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void change(List<Wanted> changes, UnitOfWork work) {
        if (changes.isEmpty()) {
            return;
        }
        // What is paused, changed or deleted by now is not acted on.
        var dangerous = dangerous(changes, work);
        var still = RuleStore.still(work, changes.stream().map(Wanted::rule).distinct().toList());
        var now =
                changes.stream()
                        .filter(it ->
                                still.contains(it.rule().id())
                                        && !dangerous.contains(it.rule().role()))
                        .toList();
        claim(only(now, Truth.YES), work);
        only(now, Truth.NO).stream()
                .collect(Collectors.groupingBy(Wanted::rule))
                .forEach((rule, of) -> withdraw(rule, of, work));
    }

    /** Checked again when it is done: rules whose role has got power since are paused. */
    private Set<RoleId> dangerous(List<Wanted> changes, UnitOfWork work) {
        var roles = changes.stream().map(it -> it.rule().role()).collect(Collectors.toSet());
        var dangerous = grants.unapproved(work, roles).keySet();
        changes.stream()
                .map(Wanted::rule)
                .filter(rule -> dangerous.contains(rule.role()))
                .map(Rule::id)
                .distinct()
                .sorted()
                .flatMap(id -> RuleStore.lock(work, id).stream())
                .filter(rule -> rule.state() == Rule.State.ACTIVE)
                .forEach(rule -> book.pauseAndTell(work, rule, Rule.Pause.DANGEROUS, rule.role()));
        return dangerous;
    }

    private static List<Wanted> only(List<Wanted> changes, Truth truth) {
        return changes.stream().filter(it -> it.truth() == truth).toList();
    }

    private void claim(List<Wanted> changes, UnitOfWork work) {
        for (var some : parts(changes)) {
            assignments.claim(
                    work, some.stream().map(it -> claim(it.rule(), it.member().user())).toList());
        }
        log("claims", changes, work);
    }

    static RoleClaim claim(Rule rule, UserId user) {
        return RoleClaim.give(user, rule.role(), rule.source(), "rule " + rule.id());
    }

    private void withdraw(Rule rule, List<Wanted> changes, UnitOfWork work) {
        var because = "rule %d no longer holds".formatted(rule.id());
        for (var some : parts(changes)) {
            var keys = some.stream().map(Wanted::key).toList();
            assignments.withdraw(work, keys, because, Urgency.PATIENT);
        }
        log("withdraws", changes, work);
    }

    private static List<List<Wanted>> parts(List<Wanted> changes) {
        return changes.stream().gather(Gatherers.windowFixed(Assignments.MOST)).toList();
    }

    private static void log(String what, List<Wanted> changes, UnitOfWork work) {
        for (var change : changes) {
            RuleBook.log(
                    work,
                    "rule %d %s role %s: member %s"
                            .formatted(
                                    change.rule().id(),
                                    what,
                                    change.rule().role(),
                                    change.member().user()));
        }
    }
}
