package dev.holdfast.roles.assignment;

import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.RoleClaim.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a member's role in all, and how far we are with it. Changes by acts only: it is
 * never computed from claim rows, so a row that is missing takes no role.
 *
 * @param wanted {@code null}: the role is not ours to touch
 * @param claims sources whose claims stand, the second entry of each claim row
 * @param vetoes the same of vetoes; one of them outweighs all claims
 * @param sent what the effect under way does; {@code null}: there is none
 * @param urgent a person waits for it
 * @param generation of the last effect
 * @param undone how often in a row somebody undid it by hand
 * @param undoneBy who did so last; {@code null}: not known
 * @param why it is as it is, where that needs a reason
 * @param known what Discord was last known to have; {@code null}: not known
 * @param settledAt of when that is
 */
record Assignment(
        MemberRole of,
        @Nullable DesiredState wanted,
        Set<Source> claims,
        Set<Source> vetoes,
        State state,
        @Nullable DesiredState sent,
        boolean urgent,
        long generation,
        int undone,
        @Nullable UserId undoneBy,
        @Nullable String why,
        @Nullable DesiredState known,
        @Nullable Instant settledAt) {

    /** What somebody undoes so often is left alone. */
    static final int MOST_UNDONE = 3;

    /** So long after it was done, an event may still tell of how it was before. */
    static final Duration ECHO = Duration.ofSeconds(30);

    Assignment {
        claims = Set.copyOf(claims);
        vetoes = Set.copyOf(vetoes);
    }

    /** How far we are. */
    enum State {
        /** Nothing to do. */
        SETTLED,
        /** Something to do. */
        PENDING,
        /** An effect is under way. */
        SENT,
        /** Discord does not let us; a change of roles may help. */
        BLOCKED,
        /** Somebody undid it too often. */
        LEFT_ALONE
    }

    /** The source claims or vetoes it from now on. */
    Assignment claimed(Source source, Kind kind) {
        var isNew = !(kind == Kind.CLAIM ? claims : vetoes).contains(source);
        var next =
                listing(
                        kind == Kind.CLAIM ? source.addedTo(claims) : source.removedFrom(claims),
                        kind == Kind.VETO ? source.addedTo(vetoes) : source.removedFrom(vetoes));
        var anew = isNew ? next.undone(0, null) : next;
        return anew.aiming(anew.vetoes.isEmpty() ? DesiredState.HAVE : DesiredState.LACK, isNew);
    }

    /**
     * The source claims or vetoes it no longer. With the last claim the role goes; what a veto took
     * stays away.
     *
     * @param othersStand whether there are claims of other sources that are not among {@link
     *     #claims}, such as rows that were put back by hand: nothing is taken then
     */
    Assignment withdrawn(Source source, boolean othersStand) {
        var next = listing(source.removedFrom(claims), source.removedFrom(vetoes));
        if (!next.vetoes.isEmpty()) {
            return next.aiming(DesiredState.LACK, false);
        }
        if (!next.claims.isEmpty()) {
            return next.aiming(DesiredState.HAVE, false);
        }
        if (wanted == null || othersStand) {
            return next;
        }
        return state == State.LEFT_ALONE && wanted == DesiredState.LACK
                ? next.wanting(null).in(State.SETTLED, null)
                : next.aiming(DesiredState.LACK, false);
    }

    private Assignment aiming(DesiredState goal, boolean again) {
        var stuck = state == State.BLOCKED || state == State.LEFT_ALONE;
        var next = goal == wanted ? this : wanting(goal).undone(0, null);
        return state == State.SENT || (stuck && goal == wanted && !again) ? next : next.pending();
    }

    /** There is something to do, unless an effect is under way. */
    Assignment pending() {
        return state == State.SENT ? this : in(State.PENDING, null);
    }

    /** They are here again, and what we knew of them is over. */
    Assignment arrived() {
        return knowing(null, settledAt).pending();
    }

    Assignment hurried() {
        return going(wanted, state, sent, true, generation, why);
    }

    /** Its effect is under way. */
    Assignment ordered() {
        return going(wanted, State.SENT, wanted, urgent, generation + 1, null);
    }

    /** Discord is as it shall be, or nothing is wanted. */
    Assignment met(Instant now) {
        var over = wanted == DesiredState.LACK && vetoes.isEmpty();
        return wanting(over ? null : wanted)
                .knowing(wanted == null ? known : wanted, isFresh(now) ? settledAt : now)
                .in(State.SETTLED, null);
    }

    /** The effect under way was done. */
    Assignment applied(Instant now) {
        var done = knowing(sent, now);
        return wanted == null || wanted == sent ? done.met(now) : done.in(State.PENDING, null);
    }

    /**
     * Whether Discord is as it shall be. What the mirror was told of so soon after we knew it may
     * be how it was before, however long ago that is: events can wait for minutes in an outage.
     */
    boolean isMet(HeldRole mirrored) {
        if (wanted == null) {
            return true;
        }
        var isKnownBetter =
                known != null && settledAt != null && !mirrored.isAfter(settledAt.plus(ECHO));
        return isKnownBetter ? wanted == known : mirrored.meets(wanted);
    }

    /** Whether the mirror may still show how it was before. */
    boolean isFresh(Instant now) {
        return known != null && settledAt != null && settledAt.plus(ECHO).isAfter(now);
    }

    /** Whether we did what is wanted ourselves, later than somebody was told to be so. */
    boolean isDoneSince(Instant told) {
        return known != null && known == wanted && settledAt != null && !told.isAfter(settledAt);
    }

    /** Discord did not let us. */
    Assignment refused(String because) {
        return wanted == sent ? in(State.BLOCKED, because) : in(State.PENDING, null);
    }

    /** It is not ordered, since it must not be done now. */
    Assignment forbidden(String because) {
        return in(State.BLOCKED, because);
    }

    /** There is no such member or role now: nothing to do until there is. */
    Assignment gone(String because, Instant now) {
        return met(now).knowing(null, now).in(State.SETTLED, because);
    }

    /** The effect under way came to nothing. */
    Assignment again() {
        return in(State.PENDING, null);
    }

    /**
     * Somebody undid it by hand.
     *
     * @param by {@code null}: not known
     */
    Assignment undoneBy(@Nullable UserId by) {
        var next = undone(undone + 1, by).knowing(null, settledAt);
        return undone + 1 < MOST_UNDONE
                ? next.in(State.PENDING, null)
                : next.in(State.LEFT_ALONE, null);
    }

    Assignment namedUndoer(UserId by) {
        return undone(undone, by);
    }

    private Assignment undone(int times, @Nullable UserId by) {
        return new Assignment(
                of,
                wanted,
                claims,
                vetoes,
                state,
                sent,
                urgent,
                generation,
                times,
                by,
                why,
                known,
                settledAt);
    }

    private Assignment knowing(@Nullable DesiredState goal, @Nullable Instant at) {
        return new Assignment(
                of,
                wanted,
                claims,
                vetoes,
                state,
                sent,
                urgent,
                generation,
                undone,
                undoneBy,
                why,
                goal,
                at);
    }

    private Assignment wanting(@Nullable DesiredState goal) {
        return going(goal, state, sent, urgent, generation, why);
    }

    private Assignment listing(Set<Source> claiming, Set<Source> vetoing) {
        return new Assignment(
                of,
                wanted,
                claiming,
                vetoing,
                state,
                sent,
                urgent,
                generation,
                undone,
                undoneBy,
                why,
                known,
                settledAt);
    }

    private Assignment in(State next, @Nullable String because) {
        var isUrgent = urgent && next != State.SETTLED;
        return going(wanted, next, null, isUrgent, generation, because);
    }

    private Assignment going(
            @Nullable DesiredState goal,
            State next,
            @Nullable DesiredState effect,
            boolean isUrgent,
            long number,
            @Nullable String because) {
        return new Assignment(
                of, goal, claims, vetoes, next, effect, isUrgent, number, undone, undoneBy, because,
                known, settledAt);
    }
}
