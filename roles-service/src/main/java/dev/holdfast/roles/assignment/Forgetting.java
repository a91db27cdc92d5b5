package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.timer.Timers;
import dev.holdfast.roles.assignment.RoleClaim.Kind;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Forgets what is claimed for a person. What was to end is taken from them first, by a withdrawal
 * as any other; the effect outlives the claim. What keeps them from something stands until it is
 * lifted. Safe for any thread.
 */
@Singleton
final class Forgetting {

    /** Whose rows it deletes. */
    static final Set<String> TABLES = Set.of("claim", "assignment");

    private static final String BECAUSE = "their data was deleted";

    private final Claiming claiming;
    private final Timers timers;
    private final List<ClaimSource> sources;

    Forgetting(Claiming claiming, Timers timers, @All List<ClaimSource> sources) {
        this.claiming = claiming;
        this.timers = timers;
        this.sources = sources;
    }

    /**
     * Doing it again changes nothing, but for deleting what is over by then.
     *
     * @param before what was written later stays
     * @return how many rows it deleted
     */
    int forget(UserId user, Instant before, UnitOfWork work) {
        // The member's row is locked first, as everywhere.
        MirrorStore.lock(work, user);
        var assignments = AssignmentStore.lockMembers(work, List.of(user)).values();
        var going = ForgetStore.claims(work, user, before);
        var standing = ClaimStore.standing(work, user);
        going.removeAll(staying(work, standing));
        claiming.withdraw(
                work, ended(work, standing, assignments, going), BECAUSE, Urgency.PATIENT, null);
        // The next claim of the source begins with the first generation again.
        going.forEach(key -> timers.cancel(work, ClaimEnd.KIND, ClaimEnd.subject(key)));
        var claims = ForgetStore.deleteClaims(work, going);
        ForgetStore.deleteLines(work, user);
        return claims + ForgetStore.deleteAssignments(work, user, before, roles(going));
    }

    private List<ClaimKey> staying(UnitOfWork work, List<StandingClaim> standing) {
        return standing.stream()
                .filter(it -> onForget(work, it) == OnForget.STAND)
                .map(StandingClaim::key)
                .toList();
    }

    /**
     * What is to be withdrawn: claims whose role goes, and all claims of a role whose assignment
     * stays, since it would go on naming them.
     */
    private List<ClaimKey> ended(
            UnitOfWork work,
            List<StandingClaim> standing,
            Collection<Assignment> assignments,
            Set<ClaimKey> going) {
        var kept = new HashSet<RoleId>();
        assignments.stream()
                .filter(it -> !it.vetoes().isEmpty())
                .forEach(it -> kept.add(it.of().role()));
        standing.stream()
                .filter(it -> !going.contains(it.key()))
                .forEach(it -> kept.add(it.role()));
        return standing.stream()
                .filter(it -> going.contains(it.key()))
                .filter(it -> kept.contains(it.role()) || onForget(work, it) == OnForget.TAKE_ROLE)
                .map(StandingClaim::key)
                .toList();
    }

    private OnForget onForget(UnitOfWork work, StandingClaim claim) {
        if (claim.kind() == Kind.VETO) {
            return OnForget.STAND;
        }
        return sources.stream()
                .filter(it -> it.feature().equals(claim.source().feature()))
                .findFirst()
                .map(it -> it.onForget(claim, work))
                .orElseGet(() -> OnForget.of(claim));
    }

    private static Set<RoleId> roles(Set<ClaimKey> keys) {
        return keys.stream().map(ClaimKey::role).collect(Collectors.toUnmodifiableSet());
    }
}
