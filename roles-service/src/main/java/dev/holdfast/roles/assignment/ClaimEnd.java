package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.timer.CatchUp;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.TimerHandler;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalLong;

/** Withdraws a claim when its time is over, and no claim of another source or of a later time. */
@Singleton
record ClaimEnd(Claiming claiming) implements TimerHandler {

    static final String KIND = "role-claim-end";

    private static final String BECAUSE = "its time is over";
    private static final int PARTS = 3;

    static String subject(ClaimKey key) {
        return "%s:%s:%s".formatted(key.user(), key.role(), key.source());
    }

    private static ClaimKey key(String subject) {
        var parts = subject.split(":", PARTS);
        return new ClaimKey(
                new UserId(Long.parseLong(parts[0])),
                new RoleId(Long.parseLong(parts[1])),
                Source.parse(parts[2]));
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public CatchUp catchUp(Timer timer) {
        return new CatchUp.Always();
    }

    /** Under the lock of the assignment: who extends the claim meanwhile is waited for. */
    @Override
    public OptionalLong generation(String subject, UnitOfWork work) {
        var key = key(subject);
        AssignmentStore.lockExisting(work, List.of(key.of()));
        var row = ClaimStore.of(work, List.of(key.of())).get(key);
        return row != null && row.stands()
                ? OptionalLong.of(row.generation())
                : OptionalLong.empty();
    }

    @Override
    public void run(DueTimer firing, UnitOfWork work) {
        var key = key(firing.timer().subject());
        claiming.withdraw(work, List.of(key), BECAUSE, Urgency.PATIENT, null);
    }
}
