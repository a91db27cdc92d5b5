package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.GrantDecision;
import dev.holdfast.roles.assignment.KnownRole;
import dev.holdfast.roles.assignment.MemberState;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.assignment.RoleClaim;
import dev.holdfast.roles.assignment.StandingClaim;
import dev.holdfast.roles.verification.Verifications;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives members what they pick from menus and takes what they give back, by claims. What a member
 * has of a menu is what claims say, not what a message showed. Safe for any thread.
 */
@Singleton
record MenuPicks(
        Assignments assignments, Members members, GrantChecks grants, Verifications verifications) {

    /** Why a claim ended whose reaction went: another reaction makes it again. */
    static final String REACTION_GONE = "reaction taken back";

    private static final String GIVEN_BACK = "given back in a menu";

    /** A change that was asked for. */
    private record Change(Set<RoleId> has, Set<RoleId> add, Set<RoleId> remove, String because) {

        Change(Set<RoleId> has, Set<RoleId> add, Set<RoleId> remove) {
            this(has, add, remove, GIVEN_BACK);
        }
    }

    /** What the member has of the menu, without roles that are gone from Discord. */
    Set<RoleId> has(UnitOfWork work, Menu menu, UserId user) {
        return assignments.standing(work, user, SelfroleFeature.ofMenu(menu.id())).stream()
                .map(StandingClaim::role)
                .filter(role -> menu.find(role).isPresent() && !isGone(work, role))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean isGone(UnitOfWork work, RoleId role) {
        return members.role(work, role).filter(KnownRole::deleted).isPresent();
    }

    /** The member gets the role, or gives it back where they have it. */
    Picked toggle(UnitOfWork work, Menu menu, Member member, RoleId role) {
        MenuStore.takeTurn(work, menu.id(), member.user());
        var has = has(work, menu, member.user());
        if (!has.contains(role)) {
            return change(work, menu, member, plus(menu, has, Set.of(role)));
        }
        var remove = menu.rules().keeps() ? Set.<RoleId>of() : Set.of(role);
        return change(work, menu, member, new Change(has, Set.of(), remove));
    }

    /** The member's reaction went. */
    void unreacted(UnitOfWork work, Menu menu, Member member, RoleId role) {
        MenuStore.takeTurn(work, menu.id(), member.user());
        var has = has(work, menu, member.user());
        if (has.contains(role) && !menu.rules().keeps()) {
            change(work, menu, member, new Change(has, Set.of(), Set.of(role), REACTION_GONE));
        }
    }

    /** Of the roles offered, the member has exactly the picked ones. */
    Picked set(
            UnitOfWork work,
            Menu menu,
            Member member,
            Collection<RoleId> offered,
            Collection<RoleId> picked) {
        MenuStore.takeTurn(work, menu.id(), member.user());
        var has = has(work, menu, member.user());
        var add = new LinkedHashSet<>(picked);
        add.removeAll(has);
        var remove = new LinkedHashSet<>(has);
        remove.retainAll(offered);
        remove.removeAll(picked);
        var asked = plus(menu, has, add);
        if (menu.rules().keeps()) {
            return change(work, menu, member, asked);
        }
        remove.addAll(asked.remove());
        return change(work, menu, member, new Change(has, add, remove));
    }

    /** Where only one is allowed, it takes the place of the others. */
    private static Change plus(Menu menu, Set<RoleId> has, Set<RoleId> add) {
        var swaps = menu.rules().most() == 1 && !add.isEmpty();
        return new Change(has, add, swaps ? has : Set.of());
    }

    private Picked change(UnitOfWork work, Menu menu, Member member, Change change) {
        var refused =
                change.add().isEmpty()
                        ? Optional.<Picked.Refused>empty()
                        : refused(work, menu, member, change);
        return refused.<Picked>map(no -> no).orElseGet(() -> done(work, menu, member, change));
    }

    private Optional<Picked.Refused> refused(
            UnitOfWork work, Menu menu, Member member, Change change) {
        var user = member.user();
        if (members.find(work, user).filter(MemberState::pending).isPresent()) {
            return Optional.of(new Picked.Pending());
        }
        if (verifications.required(work) && !verifications.verified(work, user).orElse(false)) {
            return Optional.of(new Picked.NotVerified());
        }
        var missing = new ArrayList<>(menu.rules().required());
        missing.removeAll(member.roles());
        if (!missing.isEmpty()) {
            return Optional.of(new Picked.Requires(missing));
        }
        var most = menu.rules().most();
        if (most > 0 && change.has().size() - change.remove().size() + change.add().size() > most) {
            return Optional.of(new Picked.TooMany(most, List.copyOf(change.has())));
        }
        return change.add().stream()
                .flatMap(role -> blocked(work, role).stream())
                .<Picked.Refused>map(blocked -> blocked)
                .findFirst();
    }

    /** Why the bot does not give it, whoever asks. */
    private Optional<Picked.Blocked> blocked(UnitOfWork work, RoleId role) {
        var hinders = grants.known(work).flatMap(known -> known.hinders(role));
        if (hinders.isPresent()) {
            return hinders.map(reason -> new Picked.Blocked(role, reason));
        }
        return grants.unapproved(work, role).equals(Permissions.NONE)
                ? Optional.empty()
                : Optional.of(new Picked.Blocked(role, GrantDecision.Reason.DANGEROUS));
    }

    private Picked done(UnitOfWork work, Menu menu, Member member, Change change) {
        var user = member.user();
        var source = SelfroleFeature.ofMenu(menu.id());
        var kept = new ArrayList<RoleId>();
        var taken = new ArrayList<RoleId>();
        for (var role : change.remove()) {
            assignments.withdraw(work, user, role, source, change.because(), Urgency.URGENT);
            (isClaimed(work, user, role) ? kept : taken).add(role);
        }
        var until = until(work, menu);
        var had = new ArrayList<RoleId>();
        var given = new ArrayList<RoleId>();
        for (var role : change.add()) {
            var byHand = member.roles().contains(role) && !isClaimed(work, user, role);
            (byHand ? had : given).add(role);
            assignments.claim(
                    work,
                    RoleClaim.give(user, role, source, "picked in a menu")
                            .until(until)
                            .lettingGo()
                            .urgently());
        }
        return new Picked.Changed(given, had, taken, kept, change.add().isEmpty() ? null : until);
    }

    private boolean isClaimed(UnitOfWork work, UserId user, RoleId role) {
        return assignments.standing(work, user, role).stream()
                .anyMatch(each -> each.kind() == RoleClaim.Kind.CLAIM);
    }

    private static @Nullable Instant until(UnitOfWork work, Menu menu) {
        var lasting = menu.rules().lasting();
        return lasting == null ? null : work.now().plus(lasting);
    }
}
