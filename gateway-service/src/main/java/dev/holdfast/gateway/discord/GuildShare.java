package dev.holdfast.gateway.discord;

import dev.holdfast.kit.limit.LocalSlidingWindow;
import dev.holdfast.kit.limit.ReservedBulkhead;
import dev.holdfast.kit.limit.SlidingWindow;
import dev.holdfast.kit.protocol.Urgency;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One guild's share of what all guilds use: calls a second, calls under way, and calls that Discord
 * refuses. Safe for any thread.
 */
final class GuildShare {

    /** Of the 10,000 in ten minutes after which Discord bans an address. */
    static final int MOST_REFUSED = 500;

    /** Of all gateways' 45, so that one guild leaves turns that others need not wait for. */
    static final SlidingWindow PACE = new SlidingWindow(25, Duration.ofSeconds(1));

    /** Of those, so that patient calls leave some to urgent ones. */
    static final SlidingWindow PATIENT_PACE = new SlidingWindow(20, Duration.ofSeconds(1));

    /** How many wait for a turn or an answer. */
    static final int MOST_UNDER_WAY = 128;

    /** Of the places for calls on the wire. */
    static final int MOST_ON_THE_WIRE = 48;

    /** Of either, a quarter is kept for urgent calls and an eighth for patient ones. */
    private static final int URGENT_PART = 4;

    private static final int PATIENT_PART = 8;

    /**
     * Of the turns that all guilds share, in which whoever comes first is first: so many are asked
     * for at a time, and those of other guilds come between.
     */
    private static final int TURNS = 2;

    private static final Duration SPAN = Duration.ofMinutes(10);

    private final LongSupplier nanos;
    private final ForbiddenRoutes closed;
    private final LocalSlidingWindow pace;
    private final LocalSlidingWindow patientPace;
    private final ReservedBulkhead underWay = places(MOST_UNDER_WAY);
    private final Semaphore turns = new Semaphore(TURNS, true);
    private final Semaphore patientTurns = new Semaphore(TURNS, true);
    private final ReservedBulkhead wire = places(MOST_ON_THE_WIRE);
    private long spanStart;
    private int refused;

    /**
     * Begins with all of it left.
     *
     * @param nanos a monotonic clock
     */
    GuildShare(LongSupplier nanos) {
        this.nanos = nanos;
        this.closed = new ForbiddenRoutes(nanos);
        this.pace = new LocalSlidingWindow(PACE, nanos);
        this.patientPace = new LocalSlidingWindow(PATIENT_PACE, nanos);
        this.spanStart = nanos.getAsLong();
    }

    ForbiddenRoutes closed() {
        return closed;
    }

    private static ReservedBulkhead places(int most) {
        return new ReservedBulkhead(most, most / URGENT_PART, most / PATIENT_PART);
    }

    /** Whether another call may be begun; whoever began one ends it. */
    boolean begin(Urgency urgency) {
        return underWay.tryTake(urgency);
    }

    void end(Urgency urgency) {
        underWay.release(urgency);
    }

    /** Sleeps; false where that is too long. */
    interface Wait {
        boolean sleep(Duration duration, long deadline);
    }

    /** Waits for a turn of all guilds; false where that is too long. */
    interface Turn {
        boolean take(long deadline);
    }

    /**
     * Waits for a turn of the guild's own, then for one of all guilds.
     *
     * @param deadline by the monotonic clock
     * @return false where that is too long
     */
    boolean inTurn(long deadline, Wait wait, Turn next) {
        return inTurn(turns, pace, deadline, wait, next);
    }

    /**
     * Waits for a turn among the guild's patient calls; who has one goes on to {@link #inTurn}.
     *
     * @param deadline by the monotonic clock
     * @return false where that is too long
     */
    boolean inPatientTurn(long deadline, Wait wait, Turn next) {
        return inTurn(patientTurns, patientPace, deadline, wait, next);
    }

    private boolean inTurn(
            Semaphore turns, LocalSlidingWindow pace, long deadline, Wait wait, Turn next) {
        try {
            if (!turns.tryAcquire(deadline - nanos.getAsLong(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            var own = pace.take(Duration.ofNanos(Math.max(0, deadline - nanos.getAsLong())));
            return own.isPresent() && wait.sleep(own.get(), deadline) && next.take(deadline);
        } finally {
            turns.release();
        }
    }

    /** Takes a place on the wire until {@link #leaveWire}; false where none is free in time. */
    boolean enterWire(Urgency urgency, long deadline) throws InterruptedException {
        return wire.tryTake(urgency, Duration.ofNanos(deadline - nanos.getAsLong()));
    }

    void leaveWire(Urgency urgency) {
        wire.release(urgency);
    }

    /** Discord refused a call as invalid. */
    synchronized void refused() {
        slide();
        refused++;
    }

    /** Whether too many were. */
    synchronized boolean isSpent() {
        slide();
        return refused >= MOST_REFUSED;
    }

    private void slide() {
        if (nanos.getAsLong() - spanStart > SPAN.toNanos()) {
            spanStart = nanos.getAsLong();
            refused = 0;
        }
    }
}
