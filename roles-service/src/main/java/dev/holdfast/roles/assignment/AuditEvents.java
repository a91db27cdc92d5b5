package dev.holdfast.roles.assignment;

import dev.holdfast.kit.command.EventHandler;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.GuildEvent.AuditEntry;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.Assignment.State;
import dev.holdfast.roles.assignment.JournalStore.Action;
import dev.holdfast.roles.assignment.JournalStore.Line;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the audit log who gave or took roles by hand. The entry of the same act may come
 * before or after the event that shows it. Our own effects are in the audit log, too.
 */
@Singleton
record AuditEvents(Mirror mirror, ManualChanges undoing) implements EventHandler {

    /** Between an effect of ours and its entry in the audit log. */
    private static final Duration OWN = Duration.ofMinutes(1);

    private static final int LONGEST_REASON = 200;

    @Override
    public Set<EventKind> kinds() {
        return Set.of(EventKind.AUDIT_ENTRY);
    }

    @Override
    public void handle(EventEnvelope note, UnitOfWork work) {
        if (note.event() instanceof AuditEntry entry
                && entry.action() == AuditEntry.ROLES_CHANGED
                && entry.actor() != null
                && entry.target() != null) {
            rolesChanged(work, new UserId(Long.parseLong(entry.target())), entry);
        }
    }

    private void rolesChanged(UnitOfWork work, UserId user, AuditEntry entry) {
        var actor = Objects.requireNonNull(entry.actor());
        var member = MirrorStore.lock(work, user);
        var rows = AssignmentStore.lockMembers(work, List.of(user));
        var byHand = new ArrayList<MemberRole>();
        entry.given()
                .forEach(role -> addUnlessOurs(work, user, role, DesiredState.HAVE, entry, byHand));
        entry.taken()
                .forEach(role -> addUnlessOurs(work, user, role, DesiredState.LACK, entry, byHand));
        var reason = reason(entry);
        JournalStore.add(work, lines(byHand, entry, actor, reason));
        Runnable blame = () -> blame(work, byHand, rows, entry, actor, reason);
        member.filter(it -> it.asOf().isBefore(entry.at()))
                .ifPresentOrElse(
                        it -> mirror.edited(work, it, it.with(after(it, entry)), blame), blame);
    }

    private static List<Line> lines(
            List<MemberRole> byHand, AuditEntry entry, UserId actor, String reason) {
        return byHand.stream()
                .map(of -> {
                    var isGiven = entry.given().contains(of.role());
                    var action = isGiven ? Action.GIVEN_BY_HAND : Action.TAKEN_BY_HAND;
                    return new Line(of, action, null, actor, reason);
                })
                .toList();
    }

    /** What is undone counts; who undid what was counted already is remembered. */
    private void blame(
            UnitOfWork work,
            List<MemberRole> byHand,
            Map<MemberRole, Assignment> rows,
            AuditEntry entry,
            UserId actor,
            String reason) {
        var undone = new ArrayList<Assignment>();
        for (var of : byHand) {
            var row = rows.get(of);
            if (row == null
                    || row.wanted() == null
                    || row.wanted().isMet(entry.given().contains(of.role()))) {
                continue;
            }
            var settled = row.settledAt();
            if (row.state() == State.SETTLED && (settled == null || settled.isBefore(entry.at()))) {
                undone.add(row);
            } else if (row.state() != State.SETTLED && row.undone() > 0) {
                AssignmentStore.save(work, List.of(row.namedUndoer(actor)));
            }
        }
        undoing.undone(work, undone, actor, reason);
    }

    private static void addUnlessOurs(
            UnitOfWork work,
            UserId user,
            RoleId role,
            DesiredState goal,
            AuditEntry entry,
            List<MemberRole> byHand) {
        var of = new MemberRole(user, role);
        var action = goal == DesiredState.HAVE ? Action.GIVEN : Action.TAKEN;
        if (!JournalStore.isOurs(work, of, action, goal, entry.at().minus(OWN))) {
            byHand.add(of);
        }
    }

    private static Set<RoleId> after(MemberState member, AuditEntry entry) {
        var roles = new HashSet<>(member.roles());
        roles.addAll(entry.given());
        entry.taken().forEach(roles::remove);
        return roles;
    }

    private static String reason(AuditEntry entry) {
        @Nullable String said = entry.reason();
        return said == null ? "" : UserText.shorten(UserText.clean(said), LONGEST_REASON);
    }
}
