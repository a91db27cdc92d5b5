package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.Timers;
import dev.holdfast.roles.assignment.JournalStore.Action;
import dev.holdfast.roles.assignment.JournalStore.Line;
import dev.holdfast.roles.assignment.RoleClaim.Kind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes and withdraws claims, always in this order: what changes nothing is left out, the
 * assignments' rows are locked, the claims' rows are written, the difference is ordered. Safe for
 * any thread.
 */
@Singleton
record Claiming(RoleEffects effects, Timers timers) {

    void claim(UnitOfWork work, List<RoleClaim> claims) {
        var fresh = new LinkedHashMap<ClaimKey, RoleClaim>();
        claims.forEach(each -> fresh.put(each.key(), each));
        var seen = ClaimStore.of(work, roles(fresh.keySet()));
        fresh.values().removeIf(each -> says(seen.get(each.key()), each));
        if (fresh.isEmpty()) {
            return;
        }
        var assignments = AssignmentStore.lock(work, roles(fresh.keySet()));
        var before = ClaimStore.of(work, roles(fresh.keySet()));
        var rows = new ArrayList<ClaimRow>();
        var lines = new ArrayList<Line>();
        for (var claim : fresh.values()) {
            var was = before.get(claim.key());
            var row = ClaimRow.of(claim, was, work.now());
            rows.add(row);
            if (!row.listed()) {
                assignments.compute(claim.key().of(), (_, it) -> claimed(it, claim));
            }
            if (was == null || !row.listed() || !Objects.equals(was.until(), row.until())) {
                lines.add(line(work, claim));
            }
        }
        ClaimStore.put(work, rows);
        rows.forEach(row -> schedule(work, row));
        JournalStore.add(work, lines);
        effects.dispatch(work, assignments.values());
    }

    int withdraw(UnitOfWork work, List<ClaimKey> keys, String because, Urgency urgency) {
        return withdraw(work, keys, because, urgency, actor(work));
    }

    /** How many there were. */
    int withdraw(
            UnitOfWork work,
            List<ClaimKey> keys,
            String because,
            Urgency urgency,
            @Nullable UserId by) {
        var seen = ClaimStore.of(work, roles(keys));
        var standing = keys.stream().distinct().filter(key -> stands(seen.get(key))).toList();
        if (standing.isEmpty()) {
            return 0;
        }
        var assignments = AssignmentStore.lock(work, roles(standing));
        var rows = ClaimStore.of(work, roles(standing));
        var ended = standing.stream().filter(key -> stands(rows.get(key))).toList();
        var lines = new ArrayList<Line>();
        for (var key : ended) {
            var row = Objects.requireNonNull(rows.remove(key));
            var othersStand =
                    rows.values().stream()
                            .anyMatch(it ->
                                    it.stands()
                                            && it.kind() == Kind.CLAIM
                                            && it.key().of().equals(key.of()));
            assignments.compute(key.of(), (_, it) -> withdrawn(it, key, othersStand, urgency));
            var action = row.kind() == Kind.CLAIM ? Action.WITHDRAWN : Action.VETO_LIFTED;
            lines.add(new Line(key.of(), action, key.source(), by, because));
        }
        ClaimStore.withdraw(work, ended, because);
        JournalStore.add(work, lines);
        effects.dispatch(work, assignments.values());
        return ended.size();
    }

    private void schedule(UnitOfWork work, ClaimRow row) {
        if (row.until() != null) {
            var subject = ClaimEnd.subject(row.key());
            timers.schedule(
                    work, new Timer(ClaimEnd.KIND, subject, row.until(), row.generation(), ""));
        }
    }

    private static Assignment claimed(@Nullable Assignment assignment, RoleClaim claim) {
        var next = Objects.requireNonNull(assignment).claimed(claim.source(), claim.kind());
        return claim.urgency() == Urgency.URGENT ? next.hurried() : next;
    }

    private static Assignment withdrawn(
            @Nullable Assignment assignment, ClaimKey key, boolean othersStand, Urgency urgency) {
        var next = Objects.requireNonNull(assignment).withdrawn(key.source(), othersStand);
        return urgency == Urgency.URGENT ? next.hurried() : next;
    }

    private static Line line(UnitOfWork work, RoleClaim claim) {
        var action = claim.kind() == Kind.CLAIM ? Action.CLAIMED : Action.VETOED;
        return new Line(claim.key().of(), action, claim.source(), actor(work), claim.reason());
    }

    /** In whose name the unit of work is done; nobody's where the clock asked for it. */
    private static @Nullable UserId actor(UnitOfWork work) {
        return work.user().value() == 0 ? null : work.user();
    }

    private static boolean says(@Nullable ClaimRow row, RoleClaim claim) {
        return row != null && row.says(claim);
    }

    private static boolean stands(@Nullable ClaimRow row) {
        return row != null && row.stands();
    }

    private static List<MemberRole> roles(Collection<ClaimKey> keys) {
        return keys.stream().map(ClaimKey::of).distinct().sorted().toList();
    }
}
