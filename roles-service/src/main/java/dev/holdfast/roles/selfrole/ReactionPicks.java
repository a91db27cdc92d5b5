package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.ClaimKey;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.assignment.StandingClaim;
import dev.holdfast.roles.selfrole.Menu.MenuRole;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns reactions on a menu's message into picks: one that stands is a pick. Somebody whom the menu
 * refuses gets nothing: nobody can be told of a reaction.
 */
@Singleton
record ReactionPicks(Assignments assignments, Members members, MenuPicks picks) {

    private static final int MOST = 500;

    void set(UnitOfWork work, Menu menu, UserId user, String emoji, boolean there) {
        find(menu, emoji).ifPresent(role -> set(work, menu, user, role, there));
    }

    private void set(UnitOfWork work, Menu menu, UserId user, RoleId role, boolean there) {
        var known = members.find(work, user);
        if (known.isEmpty() || known.get().bot()) {
            return;
        }
        var member = new Member(user, "", List.copyOf(known.get().roles()), Permissions.NONE);
        if (there) {
            picks.set(work, menu, member, List.of(role), List.of(role));
        } else {
            picks.unreacted(work, menu, member, role);
        }
    }

    private static Optional<RoleId> find(Menu menu, String emoji) {
        return menu.kind() == Menu.Kind.REACTIONS
                ? menu.roles().stream()
                        .filter(each -> !each.emoji().isEmpty())
                        .filter(each -> MenuEmoji.isReaction(each.emoji(), emoji))
                        .map(MenuRole::role)
                        .findFirst()
                : Optional.empty();
    }

    /** They react now, which may be news or not: what ended otherwise is not given again. */
    void give(UnitOfWork work, Menu menu, List<UserId> users, RoleId role) {
        for (var user : users) {
            MenuStore.takeTurn(work, menu.id(), user);
            if (!isSettled(work, menu, user, role)) {
                set(work, menu, user, role, true);
            }
        }
    }

    /** Whether the reaction was heard before, or came before another that took its place. */
    private boolean isSettled(UnitOfWork work, Menu menu, UserId user, RoleId role) {
        if (menu.rules().most() == 1 && !picks.has(work, menu, user).isEmpty()) {
            return true;
        }
        return assignments
                .ended(work, new ClaimKey(user, role, SelfroleFeature.ofMenu(menu.id())))
                .filter(ended -> !ended.because().equals(MenuPicks.REACTION_GONE))
                .isPresent();
    }

    /** Whether somebody who is not known may be a member all the same. */
    boolean isUnknown(UnitOfWork work, UserId user) {
        return members.find(work, user).isEmpty() && members.walking(work);
    }

    /**
     * Who picked the role and does not react any more gives it back; not who picked it since. A
     * page of them.
     *
     * @param reacting all who react
     * @param asOf when that was read
     * @return after whom the next page begins; empty: this was the last one
     */
    Optional<UserId> missing(
            UnitOfWork work,
            Menu menu,
            RoleId role,
            Set<UserId> reacting,
            Instant asOf,
            UserId after) {
        var source = SelfroleFeature.ofMenu(menu.id());
        var page = assignments.standing(work, source, role, after, MOST);
        page.stream()
                .filter(claim -> claim.since().isBefore(asOf))
                .map(StandingClaim::user)
                .filter(user -> !reacting.contains(user))
                .forEach(user -> set(work, menu, user, role, false));
        return page.size() < MOST ? Optional.empty() : Optional.of(page.getLast().user());
    }
}
