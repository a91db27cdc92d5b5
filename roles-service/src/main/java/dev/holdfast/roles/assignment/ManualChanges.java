package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.Timers;
import dev.holdfast.roles.assignment.Assignment.State;
import dev.holdfast.roles.assignment.JournalStore.Action;
import dev.holdfast.roles.assignment.JournalStore.Line;
import dev.holdfast.roles.assignment.RoleClaim.Kind;
import dev.holdfast.roles.assignment.RoleClaim.OnUndo;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done about somebody's undoing by hand what is wanted: claims that let go are withdrawn;
 * else it is done again, three times at most. Safe for any thread.
 */
@Singleton
record ManualChanges(Claiming claiming, RoleEffects effects, Timers timers) {

    private static final String LET_GO = "taken by hand";

    /** For five minutes: longer than events wait in an outage that is soon over. */
    private static final int MOST_LOOKS = 10;

    /**
     * The mirror says so, by whomever. What it says of before our own doing proves nothing, and is
     * looked at again later.
     *
     * @param undone settled rows that the unit of work has locked
     */
    void seen(UnitOfWork work, List<Assignment> undone) {
        var holdings = HeldRoleStore.holdings(work, undone.stream().map(Assignment::of).toList());
        var sure = new ArrayList<Assignment>();
        for (var each : undone) {
            if (isProof(each, holding(holdings, each), work.now())) {
                sure.add(each);
            } else {
                lookLater(work, each, MOST_LOOKS);
            }
        }
        undone(work, sure, null, "");
    }

    /** An event that comes late tells of how it was before, also when it is the newest one. */
    private static boolean isProof(Assignment undone, HeldRole holding, Instant now) {
        var settled = undone.settledAt();
        return holding.isAfter(settled)
                && (settled == null || !settled.plus(Assignment.ECHO).isAfter(now));
    }

    private void lookLater(UnitOfWork work, Assignment each, int looks) {
        var due = work.now().plus(Assignment.ECHO);
        timers.schedule(
                work,
                new Timer(
                        RecheckTimer.KIND,
                        each.of().toString(),
                        due,
                        each.generation(),
                        Integer.toString(looks)));
    }

    private static HeldRole holding(Map<MemberRole, HeldRole> holdings, Assignment of) {
        return holdings.getOrDefault(of.of(), HeldRole.UNKNOWN);
    }

    /**
     * Somebody did.
     *
     * @param undone settled rows that the unit of work has locked
     * @param by {@code null}: not known
     * @param reason in their words; may be empty
     */
    void undone(UnitOfWork work, List<Assignment> undone, @Nullable UserId by, String reason) {
        if (undone.isEmpty()) {
            return;
        }
        var keys = undone.stream().map(Assignment::of).toList();
        var holdings = HeldRoleStore.holdings(work, keys);
        var rows = ClaimStore.of(work, keys);
        var next = new ArrayList<Assignment>();
        for (var each : undone) {
            var letGo = lettingGo(each, rows.values());
            if (holding(holdings, each).roleGone()) {
                next.add(each.gone("role-gone", work.now()));
            } else if (letGo.isEmpty()) {
                next.add(again(work, each, by, reason));
            } else {
                var because = reason.isBlank() ? LET_GO : LET_GO + ": " + reason;
                claiming.withdraw(work, letGo, because, Urgency.PATIENT, by);
            }
        }
        effects.dispatch(work, next);
    }

    private Assignment again(
            UnitOfWork work, Assignment undone, @Nullable UserId by, String reason) {
        var next = undone.undoneBy(by);
        var lines = new ArrayList<Line>();
        lines.add(new Line(undone.of(), Action.UNDONE, null, by, reason));
        if (next.state() == State.LEFT_ALONE) {
            lines.add(new Line(undone.of(), Action.LEFT_ALONE, null, by, reason));
            LeftAloneNotice.schedule(timers, work, next);
        }
        JournalStore.add(work, lines);
        return next;
    }

    /** The claims, if all that stand let go; none where one of them is lost or does not. */
    private static List<ClaimKey> lettingGo(Assignment undone, Collection<ClaimRow> rows) {
        if (undone.wanted() != DesiredState.HAVE) {
            return List.of();
        }
        var standing =
                rows.stream()
                        .filter(it ->
                                it.key().of().equals(undone.of())
                                        && it.stands()
                                        && it.kind() == Kind.CLAIM)
                        .toList();
        var all = standing.stream().allMatch(it -> it.onUndo() == OnUndo.LET_GO);
        var keys = standing.stream().map(ClaimRow::key).toList();
        var sources = keys.stream().map(ClaimKey::source).toList();
        return all && sources.containsAll(undone.claims()) ? keys : List.of();
    }

    /**
     * Looks whether it is still undone.
     *
     * @param looks how often more, where the mirror tells of before our own doing; then the walk
     *     finds it, and counts nothing
     */
    void look(UnitOfWork work, MemberRole of, int looks) {
        var row = AssignmentStore.lockExisting(work, List.of(of)).get(of);
        var holding = HeldRoleStore.holdings(work, List.of(of)).getOrDefault(of, HeldRole.UNKNOWN);
        if (row == null
                || row.state() != State.SETTLED
                || row.wanted() == null
                || !holding.known()
                || holding.meets(row.wanted())) {
            return;
        }
        if (isProof(row, holding, work.now())) {
            undone(work, List.of(row), null, "");
        } else if (looks > 1) {
            lookLater(work, row, looks - 1);
        }
    }
}
