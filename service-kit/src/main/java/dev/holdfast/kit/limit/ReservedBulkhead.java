package dev.holdfast.kit.limit;

import dev.holdfast.kit.protocol.Urgency;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A bulkhead with slots reserved for urgent and for patient work, so that neither blocks the other.
 * Waiters are served in order. Thread-safe.
 */
public final class ReservedBulkhead {

    private final int most;
    private final Semaphore all;
    private final Semaphore urgent;
    private final Semaphore patient;

    /**
     * Begins with all of them free.
     *
     * @param forUrgent of the places, those that patient work never takes
     * @param forPatient of the places, those that urgent work never takes
     */
    public ReservedBulkhead(int most, int forUrgent, int forPatient) {
        if (forUrgent < 0 || forPatient < 0 || forUrgent >= most || forPatient >= most) {
            throw new IllegalArgumentException(
                    "%d places cannot keep %d and %d".formatted(most, forUrgent, forPatient));
        }
        this.most = most;
        this.all = new Semaphore(most, true);
        this.urgent = new Semaphore(most - forPatient, true);
        this.patient = new Semaphore(most - forUrgent, true);
    }

    /** Takes a place until {@link #release}; false where none is free. */
    public boolean tryTake(Urgency urgency) {
        if (!lane(urgency).tryAcquire()) {
            return false;
        }
        if (!all.tryAcquire()) {
            lane(urgency).release();
            return false;
        }
        return true;
    }

    /** Takes a place until {@link #release}; false where none is free in time. */
    public boolean tryTake(Urgency urgency, Duration longest) throws InterruptedException {
        var deadline = System.nanoTime() + longest.toNanos();
        if (!lane(urgency).tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        var taken = false;
        try {
            taken = all.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            if (!taken) {
                lane(urgency).release();
            }
        }
        return taken;
    }

    /** Gives a place back. */
    public void release(Urgency urgency) {
        all.release();
        lane(urgency).release();
    }

    /** How many are free for it now. */
    public int free(Urgency urgency) {
        return Math.min(all.availablePermits(), lane(urgency).availablePermits());
    }

    /** How many are taken now. */
    public int taken() {
        return most - all.availablePermits();
    }

    /** Waits until none is taken any more; false where that takes longer. */
    public boolean awaitFree(Duration longest) throws InterruptedException {
        return all.tryAcquire(most, longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    private Semaphore lane(Urgency urgency) {
        return switch (urgency) {
            case URGENT -> urgent;
            case PATIENT -> patient;
        };
    }
}
