package dev.holdfast.roles.assignment;

import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.timer.CatchUp;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.TimerHandler;
import dev.holdfast.kit.timer.Timers;
import dev.holdfast.roles.assignment.Assignment.State;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Tells the admins that a role is left alone, and who undid it: a little later, since the audit log
 * names them after the event that shows it.
 */
@Singleton
record LeftAloneNotice(Alerts alerts) implements TimerHandler {

    private static final String KIND = "role-left-alone";
    private static final Duration AUDIT_LOG = Duration.ofSeconds(5);

    private static final Texts TEXTS = Texts.of("assignment");

    static void schedule(Timers timers, UnitOfWork work, Assignment leftAlone) {
        timers.schedule(
                work,
                new Timer(
                        KIND,
                        leftAlone.of().toString(),
                        work.now().plus(AUDIT_LOG),
                        leftAlone.generation(),
                        ""));
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
        var of = MemberRole.parse(subject);
        var row = AssignmentStore.lockExisting(work, List.of(of)).get(of);
        return row == null || row.state() != State.LEFT_ALONE
                ? OptionalLong.empty()
                : OptionalLong.of(row.generation());
    }

    @Override
    public void run(DueTimer firing, UnitOfWork work) {
        var of = MemberRole.parse(firing.timer().subject());
        var row = AssignmentStore.lockExisting(work, List.of(of)).get(of);
        if (row == null) {
            return;
        }
        var key = row.wanted() == DesiredState.LACK ? "left-alone.given" : "left-alone.taken";
        var by = row.undoneBy();
        var text =
                by == null
                        ? TEXTS.english(key, of.user(), of.role(), row.undone())
                        : TEXTS.english(key + "-by", of.user(), of.role(), row.undone(), by);
        alerts.guild(work, new Alert("role.left.alone", of.toString(), text));
    }
}
