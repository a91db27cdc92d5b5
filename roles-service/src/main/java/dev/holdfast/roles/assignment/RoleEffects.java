package dev.holdfast.roles.assignment;

import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.assignment.Assignment.State;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Has done on Discord what is not as it shall be: what is urgent at once, of what is patient so
 * many of a guild's at a time. Safe for any thread.
 */
@Singleton
record RoleEffects(Effects effects, Alerts alerts) {

    static final String LISTENER = "assignment";

    /**
     * Patient effects of one guild under way; a few more where several units of work order at once.
     */
    static final int MOST_UNDER_WAY = 20;

    /** Why a role is not given that became dangerous after it was allowed. */
    static final String POWER = "power";

    /** A page of what turns out to need nothing is followed by the next, so often. */
    private static final int MOST_PAGES = 10;

    private static final Texts TEXTS = Texts.of(AssignmentFeature.NAME);

    /**
     * Settles those that are as they shall be, orders what may be ordered now, and saves them all.
     *
     * @param changed rows that the unit of work has locked
     */
    void dispatch(UnitOfWork work, Collection<Assignment> changed) {
        var pending = changed.stream().filter(it -> it.state() == State.PENDING).toList();
        var next = new ArrayList<>(changed.stream().filter(it -> !pending.contains(it)).toList());
        next.addAll(decide(work, pending, false));
        AssignmentStore.save(work, next);
        // Of what became urgent while its patient effect is under way.
        changed.stream()
                .filter(it -> it.state() == State.SENT && it.urgent())
                .forEach(it -> effects.hurry(work, effect(it)));
    }

    /** Orders what waits, as far as there is room; at the end of what made room. */
    void pump(UnitOfWork work) {
        for (var page = 0; page < MOST_PAGES; page++) {
            var room = room(work);
            var pending = room == 0 ? List.<Assignment>of() : AssignmentStore.pending(work, room);
            if (pending.isEmpty()) {
                return;
            }
            var next = decide(work, pending, true);
            AssignmentStore.save(work, next);
            if (next.stream().anyMatch(it -> it.state() == State.SENT)) {
                return;
            }
        }
    }

    private List<Assignment> decide(UnitOfWork work, List<Assignment> pending, boolean hasRoom) {
        if (pending.isEmpty()) {
            return pending;
        }
        var holdings =
                HeldRoleStore.holdings(
                        work, pending.stream().map(Assignment::of).sorted().toList());
        var next = new ArrayList<Assignment>();
        var due = new ArrayList<Assignment>();
        for (var each : pending) {
            var holding = holdings.getOrDefault(each.of(), HeldRole.UNKNOWN);
            if (each.isMet(holding)) {
                next.add(each.met(work.now()));
            } else if (holding.roleGone()) {
                next.add(each.gone("role-gone", work.now()));
            } else {
                due.add(each);
            }
        }
        var grown = withPower(work, due);
        due.removeAll(grown);
        next.addAll(grown.stream().map(it -> it.forbidden(POWER)).toList());
        next.addAll(order(work, due, hasRoom));
        return next;
    }

    /** Those that would give a role which became dangerous after it was allowed. */
    private List<Assignment> withPower(UnitOfWork work, List<Assignment> due) {
        var giving = due.stream().filter(it -> it.wanted() == DesiredState.HAVE).toList();
        if (giving.isEmpty()) {
            return giving;
        }
        var grown =
                GrantStore.unapproved(
                        work, giving.stream().map(it -> it.of().role()).distinct().toList());
        grown.forEach((role, power) -> alerts.guild(work, alert(role, power)));
        return giving.stream().filter(it -> grown.containsKey(it.of().role())).toList();
    }

    private Alert alert(RoleId role, Permissions power) {
        var text = TEXTS.english("power", role, GrantWords.titles(power));
        return new Alert("role.power", role.toString(), text);
    }

    private List<Assignment> order(UnitOfWork work, List<Assignment> due, boolean hasRoom) {
        var urgent = due.stream().filter(Assignment::urgent).toList();
        var patient = due.stream().filter(it -> !it.urgent()).toList();
        var room = patient.isEmpty() ? 0 : hasRoom ? patient.size() : room(work);
        var ordered = new ArrayList<>(urgent);
        ordered.addAll(patient.subList(0, Math.min(room, patient.size())));
        var reasons = ClaimStore.reasons(work, ordered);
        var next = new ArrayList<>(patient.subList(Math.min(room, patient.size()), patient.size()));
        for (var each : ordered) {
            var sent = each.ordered();
            next.add(sent);
            effects.order(work, effect(sent, reasons.getOrDefault(each.of(), "")));
        }
        return next;
    }

    private static EffectRequest effect(Assignment sent, String reason) {
        var wanted =
                EffectRequest.effect(effect(sent))
                        .because(reason)
                        .heardBy(LISTENER, Long.toString(sent.generation()));
        return sent.urgent() ? wanted.urgently() : wanted;
    }

    private static Effect effect(Assignment sent) {
        var of = sent.of();
        return sent.sent() == DesiredState.HAVE
                ? new Effect.GiveRole(of.user(), of.role())
                : new Effect.TakeRole(of.user(), of.role());
    }

    private static int room(UnitOfWork work) {
        return MOST_UNDER_WAY - AssignmentStore.underWay(work, MOST_UNDER_WAY);
    }
}
