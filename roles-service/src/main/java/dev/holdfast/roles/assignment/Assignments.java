package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one door to members' roles. Features claim roles or veto them; a veto wins, else any claim
 * gives; a role without either is not touched. Only differences to the mirror become effects. Safe
 * for any thread; each call belongs to the unit of work that it is given.
 */
@Singleton
public final class Assignments {

    /** The most that one call takes. */
    public static final int MOST = 1_000;

    private final Claiming claiming;

    Assignments(Claiming claiming) {
        this.claiming = claiming;
    }

    /** The source wants this from now on; saying the same again changes nothing. */
    public void claim(UnitOfWork work, RoleClaim claim) {
        claim(work, List.of(claim));
    }

    /**
     * The same for many in a few statements; of several claims with one key the last counts.
     *
     * @param claims at most {@value #MOST}
     */
    public void claim(UnitOfWork work, List<RoleClaim> claims) {
        requireFew(claims);
        claiming.claim(work, claims);
    }

    /**
     * The source wants it no longer, which is recorded. The role goes only where no other claim
     * stands; a claim that is not there changes nothing.
     *
     * @param because for the journal; 1 to 200 characters
     * @return whether there was such a claim
     */
    public boolean withdraw(
            UnitOfWork work,
            UserId user,
            RoleId role,
            Source source,
            String because,
            Urgency urgency) {
        return withdraw(work, List.of(new ClaimKey(user, role, source)), because, urgency) == 1;
    }

    /**
     * The same for many in a few statements.
     *
     * @param keys at most {@value #MOST}
     * @return how many there were
     */
    public int withdraw(UnitOfWork work, List<ClaimKey> keys, String because, Urgency urgency) {
        requireFew(keys);
        return claiming.withdraw(work, keys, because, urgency);
    }

    /** Claims and vetoes that stand for the member and the role, the oldest first. */
    public List<StandingClaim> standing(UnitOfWork work, UserId user, RoleId role) {
        return ClaimStore.standing(work, user, role);
    }

    /** What a source wants of a member, if anything. */
    public Optional<StandingClaim> standing(
            UnitOfWork work, UserId user, RoleId role, Source source) {
        return standing(work, user, role).stream()
                .filter(claim -> claim.source().equals(source))
                .findFirst();
    }

    /** Claims and vetoes that stand for any role of the member. */
    public List<StandingClaim> standing(UnitOfWork work, UserId user) {
        return ClaimStore.standing(work, user);
    }

    /** How the claim ended; empty: it stands, or there never was one. */
    public Optional<EndedClaim> ended(UnitOfWork work, ClaimKey key) {
        return ClaimStore.ended(work, key);
    }

    /** What a source wants of a member's roles, the oldest first. */
    public List<StandingClaim> standing(UnitOfWork work, UserId user, Source source) {
        return ClaimStore.ofSource(work, user, source);
    }

    /**
     * Some of what a source wants of all members, in the order of their ids.
     *
     * @param most 1 to 500
     */
    public List<StandingClaim> standing(UnitOfWork work, Source source, int most) {
        return ClaimStore.ofSource(work, source, most);
    }

    /**
     * The same, those that end soonest first; for sources with few claims.
     *
     * @param most 1 to 500
     */
    public List<StandingClaim> endingFirst(UnitOfWork work, Source source, int most) {
        return ClaimStore.endingFirst(work, source, most);
    }

    /**
     * A page of the members for whom a source wants the role, in the order of their ids.
     *
     * @param after the last one of the page before
     * @param most 1 to 500
     */
    public List<StandingClaim> standing(
            UnitOfWork work, Source source, RoleId role, UserId after, int most) {
        return ClaimStore.ofRole(work, source, role, after, most);
    }

    /**
     * What these sources want of these members' roles, many at once. Rows that were put back by
     * hand are left out: claimed again, they count.
     */
    public List<StandingClaim> standing(
            UnitOfWork work, Collection<UserId> users, Collection<Source> sources) {
        return StandingClaimStore.ofMembers(work, users, sources);
    }

    /** How many claims of each of these sources stand; a source without any is left out. */
    public Map<Source, Long> holders(UnitOfWork work, Collection<Source> sources) {
        return StandingClaimStore.holders(work, sources);
    }

    private static void requireFew(List<?> all) {
        if (all.size() > MOST) {
            throw new IllegalArgumentException(
                    "%d at once, %d at most".formatted(all.size(), MOST));
        }
    }
}
