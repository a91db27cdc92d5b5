package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.timer.CatchUp;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.TimerHandler;
import dev.holdfast.roles.assignment.MemberState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at those of whom time alone changes what a rule says, and awaits the next. */
@Singleton
record RuleTimer(RuleFlips flips, Evaluation evaluation, RuleSweeps sweeps)
        implements TimerHandler {

    static final String NAME = "rule-time";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CatchUp catchUp(Timer timer) {
        return new CatchUp.Always();
    }

    @Override
    public OptionalLong generation(String subject, UnitOfWork work) {
        return RuleStore.find(work, Integer.parseInt(subject))
                .filter(rule -> rule.state() == Rule.State.ACTIVE)
                .map(rule -> OptionalLong.of(rule.generation()))
                .orElseGet(OptionalLong::empty);
    }

    /** Where an earlier timer took this one's place, that one has done it. */
    @Override
    public void run(DueTimer firing, UnitOfWork work) {
        var rule = RuleStore.find(work, Integer.parseInt(firing.timer().subject())).orElseThrow();
        RuleFlipStore.due(work, rule, firing.timer().due())
                .ifPresent(from -> {
                    var looked = look(rule, from, Set.of(), work);
                    RuleFlipStore.looked(work, rule);
                    // Who was written meanwhile is committed by now; who is written later waits.
                    look(rule, from, looked, work);
                    flips.awaitNext(rule, work);
                });
    }

    /** All but those who were looked at; gives the others. */
    private Set<UserId> look(Rule rule, Instant from, Set<UserId> looked, UnitOfWork work) {
        var flipped = flips.flipped(rule, from, work);
        if (flipped.isEmpty()) {
            sweeps.start(rule, work);
            return looked;
        }
        var others =
                flipped.get().stream().filter(member -> !looked.contains(member.user())).toList();
        evaluation.evaluate(others, List.of(rule), work);
        return others.stream().map(MemberState::user).collect(Collectors.toUnmodifiableSet());
    }
}
