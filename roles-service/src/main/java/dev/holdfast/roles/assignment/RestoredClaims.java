package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.restore.RestoreListener;
import dev.holdfast.kit.restore.RestoredRows;
import dev.holdfast.kit.timer.CatchUp;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.TimerHandler;
import dev.holdfast.kit.timer.Timers;
import jakarta.inject.Singleton;
import java.util.OptionalLong;

/**
 * Claims whose rows a restore brought back count again: their assignments list them, and Discord
 * follows. A page of members a transaction.
 */
@Singleton
record RestoredClaims(Claiming claiming, Timers timers) implements RestoreListener, TimerHandler {

    private static final String KIND = "role-claims-restored";
    private static final String BECAUSE = "its time was over before it came back";
    private static final int PAGE = 500;

    @Override
    public String feature() {
        return AssignmentFeature.NAME;
    }

    @Override
    public void restored(RestoredRows rows, UnitOfWork work) {
        schedule(work, 0);
    }

    private void schedule(UnitOfWork work, long after) {
        timers.schedule(work, new Timer(KIND, Long.toString(after), work.now(), 0, ""));
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public CatchUp catchUp(Timer timer) {
        return new CatchUp.Always();
    }

    @Override
    public OptionalLong generation(String subject, UnitOfWork work) {
        return OptionalLong.of(0);
    }

    /** Of the last member of a full page, the rest is in the next one. */
    @Override
    public void run(DueTimer firing, UnitOfWork work) {
        var after = Long.parseLong(firing.timer().subject());
        var page = StandingClaimStore.unlisted(work, after, PAGE);
        var over = page.stream().filter(claim -> isOver(claim, work)).toList();
        claiming.claim(work, page.stream().filter(claim -> !over.contains(claim)).toList());
        var keys = over.stream().map(RoleClaim::key).toList();
        claiming.withdraw(work, keys, BECAUSE, Urgency.PATIENT, null);
        if (page.size() == PAGE) {
            schedule(work, Math.max(after, page.getLast().user().value() - 1));
        }
    }

    /** Its role is not given for a moment. */
    private static boolean isOver(RoleClaim claim, UnitOfWork work) {
        var until = claim.until();
        return until != null && !until.isAfter(work.now());
    }
}
