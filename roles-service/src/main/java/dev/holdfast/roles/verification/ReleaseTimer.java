package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.timer.CatchUp;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.TimerHandler;
import dev.holdfast.kit.timer.Timers;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.ClaimKey;
import jakarta.inject.Singleton;
import java.util.OptionalLong;

/** Takes the quarantine role from those who were held back, a page at a time. */
@Singleton
record ReleaseTimer(Assignments assignments, Timers timers) implements TimerHandler {

    static final String NAME = "raid-release";
    private static final int PAGE = 100;

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CatchUp catchUp(Timer timer) {
        return new CatchUp.Always();
    }

    /** Where it was closed again meanwhile, all are released at the end of that. */
    @Override
    public OptionalLong generation(String subject, UnitOfWork work) {
        return RaidStore.find(work)
                .filter(it -> !it.closed())
                .map(it -> OptionalLong.of(it.generation()))
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public void run(DueTimer firing, UnitOfWork work) {
        var held = assignments.standing(work, RaidGate.QUARANTINE, PAGE);
        var keys =
                held.stream().map(it -> new ClaimKey(it.user(), it.role(), it.source())).toList();
        assignments.withdraw(work, keys, TEXTS.english("reason.raid.over"), Urgency.URGENT);
        if (held.size() == PAGE) {
            var timer = firing.timer();
            timers.schedule(
                    work, new Timer(NAME, timer.subject(), work.now(), timer.generation(), ""));
        }
    }
}
