package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.ClaimKey;
import dev.holdfast.roles.assignment.Hierarchy;
import dev.holdfast.roles.assignment.KnownRole;
import dev.holdfast.roles.assignment.MemberState;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.assignment.RoleClaim;
import dev.holdfast.roles.assignment.Source;
import dev.holdfast.roles.assignment.StandingClaim;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Gives newcomers their roles, and those who come back what they had. Roles with power, those of
 * bots and integrations are left out.
 */
@Singleton
record ArrivalRoles(Assignments assignments, Members members) {

    private static final String TEMPORARY = SelfroleFeature.TEMPORARY.id();
    private static final String LEFT = "left the server";

    /** What newcomers get, without what was taken from them since they joined. */
    void give(UnitOfWork work, MemberState member) {
        ArrivalStore.roles(work, member.bot()).stream()
                .filter(role -> isSafe(work, role) && !wasTaken(work, member, role))
                .forEach(role ->
                        claim(
                                work,
                                member.user(),
                                role,
                                SelfroleFeature.AUTOMATIC,
                                "given on joining"));
    }

    /** We may hear that they left long after they came back. */
    private boolean wasTaken(UnitOfWork work, MemberState member, RoleId role) {
        var joined = member.joined() == null ? Instant.MIN : member.joined();
        var key = new ClaimKey(member.user(), role, SelfroleFeature.AUTOMATIC);
        return assignments
                .ended(work, key)
                .filter(end -> end.at().isAfter(joined) && !end.because().equals(LEFT))
                .isPresent();
    }

    /** What somebody had when they left; once. */
    void giveBack(UnitOfWork work, MemberState member) {
        if (!work.settings(SelfroleSettings.KEY).stickyRoles() || member.bot()) {
            return;
        }
        for (var sticky : ArrivalStore.take(work, member.user())) {
            if (isSafe(work, sticky.role())) {
                claim(
                        work,
                        member.user(),
                        sticky.role(),
                        source(work, sticky),
                        "given back after rejoining");
            }
        }
    }

    /** A pick from a menu counts for that menu again, as long as it offers the role. */
    private static Source source(UnitOfWork work, ArrivalStore.Sticky sticky) {
        if (sticky.source().equals(SelfroleFeature.STICKY.id())) {
            return SelfroleFeature.STICKY;
        }
        var menu = MenuStore.find(work, Long.parseLong(sticky.source()));
        return menu.flatMap(found -> found.find(sticky.role())).isPresent()
                ? SelfroleFeature.ofMenu(menu.get().id())
                : SelfroleFeature.STICKY;
    }

    private void claim(UnitOfWork work, UserId user, RoleId role, Source source, String because) {
        assignments.claim(work, RoleClaim.give(user, role, source, because).lettingGo());
    }

    /** One that the bot cannot give right now waits until it can. */
    private boolean isSafe(UnitOfWork work, RoleId role) {
        return role.value() != work.guild().value()
                && members.role(work, role)
                        .filter(known -> !known.deleted() && !known.managed())
                        .map(KnownRole::permissions)
                        .map(Hierarchy::dangerous)
                        .filter(Permissions.NONE::equals)
                        .isPresent();
    }

    /** Their picks end with their leaving, and are remembered where roles are sticky. */
    void left(UnitOfWork work, MemberState member) {
        var isSticky = work.settings(SelfroleSettings.KEY).stickyRoles() && !member.bot();
        var claims =
                assignments.standing(work, member.user()).stream()
                        .collect(Collectors.groupingBy(StandingClaim::role));
        var roles = new TreeSet<>(Comparator.comparingLong(RoleId::value));
        roles.addAll(member.roles());
        roles.addAll(claims.keySet());
        for (var role : roles) {
            var standing = claims.getOrDefault(role, List.of());
            if (isSticky && isSafe(work, role)) {
                sticky(standing)
                        .ifPresent(
                                source -> ArrivalStore.remember(work, member.user(), role, source));
            }
            standing.stream()
                    .filter(claim -> isOurs(claim) && !claim.source().id().equals(TEMPORARY))
                    .forEach(claim ->
                            assignments.withdraw(
                                    work,
                                    member.user(),
                                    role,
                                    claim.source(),
                                    LEFT,
                                    Urgency.PATIENT));
        }
        ArrivalStore.forgetOld(work);
    }

    /**
     * As what it is to be given back; empty: whoever claims it gives it back, or takes it, by
     * themselves, or it was not for good.
     */
    private static Optional<String> sticky(List<StandingClaim> standing) {
        if (standing.isEmpty()) {
            return Optional.of(SelfroleFeature.STICKY.id());
        }
        var isOthers =
                standing.stream()
                        .anyMatch(claim ->
                                !isOurs(claim)
                                        || claim.source().id().equals(TEMPORARY)
                                        || claim.source().equals(SelfroleFeature.AUTOMATIC));
        return isOthers
                ? Optional.empty()
                : standing.stream()
                        .filter(claim -> claim.until() == null)
                        .findFirst()
                        .map(claim -> claim.source().id());
    }

    private static boolean isOurs(StandingClaim claim) {
        return claim.source().feature().equals(SelfroleFeature.NAME);
    }
}
