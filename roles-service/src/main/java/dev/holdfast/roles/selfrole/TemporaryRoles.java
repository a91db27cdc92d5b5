package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.assignment.RoleClaim;
import dev.holdfast.roles.assignment.StandingClaim;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Roles that admins give for a while: claims that end by themselves. Safe for any thread. */
@Singleton
record TemporaryRoles(Assignments assignments, Members members) {

    /** The most that are listed. */
    static final int MOST = 500;

    /**
     * A role was given for a while.
     *
     * @param before when it would have ended, where it was given before
     * @param alsoElsewhere whether something else gives it too, so that it stays after the end
     * @param had whether they had it already by hand, so that it goes at the end
     */
    record Given(
            UserId user,
            RoleId role,
            Instant until,
            Optional<Instant> before,
            boolean alsoElsewhere,
            boolean had) {}

    /** What the admins' log says. */
    private record Noted(UserId member, RoleId role, @Nullable Instant until) {}

    Given give(UnitOfWork work, UserId user, RoleId role, Duration lasting) {
        var until = work.now().plus(lasting);
        var standing = assignments.standing(work, user, role);
        var before =
                standing.stream()
                        .filter(each -> each.source().equals(SelfroleFeature.TEMPORARY))
                        .findFirst();
        var elsewhere =
                standing.stream()
                        .anyMatch(each ->
                                !each.source().equals(SelfroleFeature.TEMPORARY)
                                        && each.kind() == RoleClaim.Kind.CLAIM);
        var has =
                members.find(work, user).filter(known -> known.roles().contains(role)).isPresent();
        assignments.claim(
                work,
                RoleClaim.give(user, role, SelfroleFeature.TEMPORARY, "for a while")
                        .until(until)
                        .lettingGo()
                        .urgently());
        work.audit("temprole.give", new Noted(user, role, until));
        return new Given(
                user,
                role,
                until,
                before.flatMap(each -> Optional.ofNullable(each.until())),
                elsewhere,
                has && standing.isEmpty());
    }

    /** False where it has ended already. */
    boolean end(UnitOfWork work, UserId user, RoleId role) {
        var ended =
                assignments.withdraw(
                        work, user, role, SelfroleFeature.TEMPORARY, "ended early", Urgency.URGENT);
        if (ended) {
            work.audit("temprole.end", new Noted(user, role, null));
        }
        return ended;
    }

    /** Whether something gives it to them. */
    boolean isGiven(UnitOfWork work, UserId user, RoleId role) {
        return assignments.standing(work, user, role).stream()
                .anyMatch(each -> each.kind() == RoleClaim.Kind.CLAIM);
    }

    List<StandingClaim> of(UnitOfWork work, UserId user) {
        return assignments.standing(work, user, SelfroleFeature.TEMPORARY);
    }

    /** Those that end soonest first, at most {@link #MOST}. */
    List<StandingClaim> all(UnitOfWork work) {
        return assignments.endingFirst(work, SelfroleFeature.TEMPORARY, MOST);
    }
}
