package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.timer.CatchUp;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.TimerHandler;
import jakarta.inject.Singleton;
import java.util.OptionalLong;

/** Throws away a rule that was deleted for as long as it can be restored. */
@Singleton
record RuleExpiry(RuleBook book) implements TimerHandler {

    static final String NAME = "rule-expiry";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CatchUp catchUp(Timer timer) {
        return new CatchUp.Always();
    }

    /** Who restores it first has restored it. */
    @Override
    public OptionalLong generation(String subject, UnitOfWork work) {
        return RuleStore.lock(work, Integer.parseInt(subject))
                .filter(rule -> rule.state() == Rule.State.DELETED)
                .map(rule -> OptionalLong.of(rule.generation()))
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public void run(DueTimer firing, UnitOfWork work) {
        RuleStore.lock(work, Integer.parseInt(firing.timer().subject()))
                .ifPresent(rule -> book.expire(work, rule));
    }
}
