package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.Assignment.State;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Holds what the mirror learned against what is wanted. Safe for any thread. */
@Singleton
record Reconciling(RoleEffects effects, ManualChanges undoing) {

    void changed(UnitOfWork work, List<MemberChange> changes) {
        var byUser = new HashMap<UserId, MemberChange>();
        changes.forEach(it -> byUser.put(it.user(), it));
        var users = changes.stream().map(MemberChange::user).toList();
        var next = new ArrayList<Assignment>();
        var undone = new ArrayList<Assignment>();
        for (var each : AssignmentStore.lockMembers(work, users).values()) {
            var change = byUser.get(each.of().user());
            if (change == null || each.wanted() == null || each.state() == State.SENT) {
                continue;
            }
            if (change.after().isEmpty()) {
                next.add(each.gone("not-a-member", work.now()));
            } else if (each.wanted().isMet(MemberChange.has(change.after(), each.of().role()))) {
                if (each.isFresh(work.now()) && each.known() != each.wanted()) {
                    continue; // an event of before what we did last
                }
                confirm(each, work).ifPresent(next::add);
            } else if (each.wanted() == DesiredState.HAVE
                    && change.after().filter(MemberState::pending).isPresent()) {
                // Discord's screening comes first; whoever passes it is looked at again.
                next.add(each.gone("screening", work.now()));
            } else if (change.isNewcomer()) {
                // We may hear of them after we have done something for them.
                if (change.after().filter(it -> each.isDoneSince(it.asOf())).isEmpty()) {
                    next.add(each.arrived());
                }
            } else if (change.changes(each.of().role()) && each.state() == State.SETTLED) {
                undone.add(each);
            }
        }
        effects.dispatch(work, next);
        undoing.seen(work, undone);
    }

    /** Empty where that is nothing new. */
    private static Optional<Assignment> confirm(Assignment each, UnitOfWork work) {
        var met = each.met(work.now());
        return each.state() == State.SETTLED && met.wanted() == each.wanted()
                ? Optional.empty()
                : Optional.of(met);
    }
}
