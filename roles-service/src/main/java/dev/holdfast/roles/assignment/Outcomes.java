package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.EffectListener;
import dev.holdfast.kit.outbox.EffectResult;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.EffectOutcome.Cause;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.roles.assignment.Assignment.State;
import dev.holdfast.roles.assignment.JournalStore.Action;
import dev.holdfast.roles.assignment.JournalStore.Line;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;

/** Takes over what became of our effects, and orders the next ones. */
@Singleton
record Outcomes(RoleEffects effects, Mirror mirror, RoleMetrics metrics) implements EffectListener {

    @Override
    public String name() {
        return RoleEffects.LISTENER;
    }

    @Override
    public void hear(EffectResult settled, UnitOfWork work) {
        if (settled.effect() instanceof Effect.GiveRole(var user, var role)) {
            hear(settled, new MemberRole(user, role), DesiredState.HAVE, work);
        } else if (settled.effect() instanceof Effect.TakeRole(var user, var role)) {
            hear(settled, new MemberRole(user, role), DesiredState.LACK, work);
        }
    }

    /** A row that is gone or says otherwise is not about this effect: its person was forgotten. */
    private void hear(EffectResult settled, MemberRole of, DesiredState goal, UnitOfWork work) {
        var member = MirrorStore.lock(work, of.user());
        var row = AssignmentStore.lockExisting(work, List.of(of)).get(of);
        if (settled.outcome() instanceof EffectOutcome.Applied) {
            member.ifPresent(before -> take(work, before, of.role(), goal));
        }
        metrics.count(work, goal, settled.outcome());
        if (row != null && isOf(row, goal, settled.note())) {
            effects.dispatch(work, List.of(next(work, row, settled.outcome())));
        }
        effects.pump(work);
    }

    private static boolean isOf(Assignment row, DesiredState goal, String note) {
        return row.state() == State.SENT
                && row.sent() == goal
                && note.equals(Long.toString(row.generation()));
    }

    private Assignment next(UnitOfWork work, Assignment row, EffectOutcome outcome) {
        return switch (outcome) {
            case EffectOutcome.Applied _ -> {
                var action = row.sent() == DesiredState.HAVE ? Action.GIVEN : Action.TAKEN;
                JournalStore.add(work, Line.of(row.of(), action, ""));
                yield row.applied(work.now());
            }
            case EffectOutcome.Refused(var cause, var text) -> {
                JournalStore.add(work, Line.of(row.of(), Action.REFUSED, text));
                yield cause == Cause.GONE ? row.gone(text, work.now()) : refused(work, row, text);
            }
            case EffectOutcome.Expired() -> row.again();
        };
    }

    /** What Discord says of one member's role, it says of all. */
    private static Assignment refused(UnitOfWork work, Assignment row, String text) {
        var refused = row.refused(text);
        if (refused.state() == State.BLOCKED && refused.wanted() != null) {
            BlockedStore.block(work, row.of().role(), refused.wanted(), text);
        }
        return refused;
    }

    private void take(UnitOfWork work, MemberState before, RoleId role, DesiredState goal) {
        if (!goal.isMet(before.roles().contains(role))) {
            var roles = new HashSet<>(before.roles());
            if (goal == DesiredState.HAVE) {
                roles.add(role);
            } else {
                roles.remove(role);
            }
            mirror.done(work, before, before.with(roles));
        }
    }
}
