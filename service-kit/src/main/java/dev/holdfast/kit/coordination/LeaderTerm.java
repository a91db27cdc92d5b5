package dev.holdfast.kit.coordination;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One process's time as the leader: from one epoch's beginning until it can no longer be sure. Safe
 * for any thread.
 */
final class LeaderTerm {

    private final String name;
    private final long epoch;
    private final String holder;

    /** By the monotonic clock, which goes on while the process is paused. */
    private final AtomicLong trustedUntil;

    private volatile boolean ended;

    LeaderTerm(String name, long epoch, String holder, long trustedUntil) {
        this.name = name;
        this.epoch = epoch;
        this.holder = holder;
        this.trustedUntil = new AtomicLong(trustedUntil);
    }

    String name() {
        return name;
    }

    long epoch() {
        return epoch;
    }

    String holder() {
        return holder;
    }

    boolean trusted() {
        return !ended && nanosLeft() > 0;
    }

    long nanosLeft() {
        return trustedUntil.get() - System.nanoTime();
    }

    /** Never shorter than before, and not where it has ended. */
    void trustUntil(long instant) {
        trustedUntil.accumulateAndGet(instant, (before, now) -> now - before > 0 ? now : before);
    }

    /** For good. */
    void end() {
        ended = true;
    }

    @Override
    public String toString() {
        return "%s epoch %d".formatted(name, epoch);
    }
}
