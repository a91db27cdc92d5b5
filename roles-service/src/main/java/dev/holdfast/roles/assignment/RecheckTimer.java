package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.timer.CatchUp;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.TimerHandler;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalLong;

/** Compares a member's role with what is wanted, once events about our own change have passed. */
@Singleton
record RecheckTimer(ManualChanges undoing) implements TimerHandler {

    static final String KIND = "role-look";

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
        var of = MemberRole.parse(subject);
        var row = AssignmentStore.lockExisting(work, List.of(of)).get(of);
        return row == null ? OptionalLong.empty() : OptionalLong.of(row.generation());
    }

    @Override
    public void run(DueTimer firing, UnitOfWork work) {
        var timer = firing.timer();
        var looks = timer.payload().isEmpty() ? 1 : Integer.parseInt(timer.payload());
        undoing.look(work, MemberRole.parse(timer.subject()), looks);
    }
}
