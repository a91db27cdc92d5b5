package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.fact.FactFollower;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.Timers;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * What admins do with rules. Whether they may is checked before. Safe for any thread; each call
 * belongs to the unit of work that it is given.
 */
@Singleton
record Rules(
        RuleBook book, RuleSweeps sweeps, FactFollower follower, Timers timers, RuleFlips flips) {

    Rule add(UnitOfWork work, RoleId role, Condition condition, Rule.Mode mode) {
        var rule = book.add(work, role, condition, mode);
        sweeps.start(rule, work);
        return begun(work, rule);
    }

    /** Empty: it is not any more what the asker saw. */
    Optional<Rule> change(UnitOfWork work, Rule rule, Condition condition, Rule.Mode mode) {
        return change(work, rule, condition, mode, RuleEntry.Action.CHANGED);
    }

    /** Empty: it is not any more what the asker saw. */
    Optional<Rule> resume(UnitOfWork work, Rule rule) {
        return change(work, rule, rule.condition(), rule.mode(), RuleEntry.Action.RESUMED);
    }

    /** One that was deleted; empty: it is not any more what the asker saw. */
    Optional<Rule> restore(UnitOfWork work, Rule rule) {
        return change(work, rule, rule.condition(), rule.mode(), RuleEntry.Action.RESTORED);
    }

    /** One whose row is missing. */
    Rule bringBack(UnitOfWork work, RuleEntry entry) {
        var rule = book.bringBack(work, entry);
        sweeps.start(rule, work);
        return begun(work, rule);
    }

    /** Everybody keeps what they have; whether it was as the asker saw it. */
    boolean pause(UnitOfWork work, Rule rule) {
        sweeps.end(rule, work);
        var held = held(work, rule);
        held.ifPresent(it -> book.pause(work, it, Rule.Pause.ASKED));
        return held.isPresent();
    }

    /** It can be restored for {@link Rule#RESTORABLE}; whether it was as the asker saw it. */
    boolean delete(UnitOfWork work, Rule rule, Rule.Leaving leaving) {
        unfollow(work, rule, Set.of());
        sweeps.leave(rule, leaving, work);
        var held = held(work, rule);
        held.ifPresent(it -> delete(work, it.id(), book.delete(work, it, leaving)));
        return held.isPresent();
    }

    /** All members are held against every rule, as if each had just been saved. */
    void lookAgain(UnitOfWork work) {
        for (var rule : RuleStore.active(work)) {
            sweeps.start(rule, work);
            begun(work, rule);
        }
    }

    /** The values of a fact that some rule asks for are read anew, all of them. */
    void readAgain(UnitOfWork work, RuleFact fact) {
        if (RuleStore.all(work).stream()
                .anyMatch(rule -> rule.condition().facts().contains(fact.fact()))) {
            follower.unfollow(fact, work);
            follower.follow(fact, work);
        }
    }

    private void delete(UnitOfWork work, int rule, Rule deleted) {
        var due = work.now().plus(Rule.RESTORABLE);
        timers.schedule(
                work,
                new Timer(RuleExpiry.NAME, Integer.toString(rule), due, deleted.generation(), ""));
    }

    private Optional<Rule> change(
            UnitOfWork work,
            Rule rule,
            Condition condition,
            Rule.Mode mode,
            RuleEntry.Action action) {
        unfollow(work, rule, condition.facts());
        sweeps.start(rule, work);
        return held(work, rule)
                .map(it -> begun(work, book.change(work, it, condition, mode, action)));
    }

    /** Facts and jobs are locked before: their own transactions come to the rule in that order. */
    private static Optional<Rule> held(UnitOfWork work, Rule seen) {
        return RuleStore.lock(work, seen.id())
                .filter(rule -> rule.generation() == seen.generation());
    }

    private Rule begun(UnitOfWork work, Rule rule) {
        for (var fact : rule.condition().facts()) {
            RuleFact.of(fact).ifPresent(known -> follower.follow(known, work));
        }
        flips.awaitNext(rule, work);
        return rule;
    }

    /** What no other rule asks for, nor this one any more, is not kept. */
    private void unfollow(UnitOfWork work, Rule rule, Set<String> kept) {
        RuleStore.lockAll(work);
        var others = RuleStore.all(work).stream().filter(it -> it.id() != rule.id()).toList();
        rule.condition().facts().stream()
                .filter(fact -> !kept.contains(fact))
                .filter(fact ->
                        others.stream().noneMatch(it -> it.condition().facts().contains(fact)))
                .flatMap(fact -> RuleFact.of(fact).stream())
                .forEach(known -> follower.unfollow(known, work));
    }
}
