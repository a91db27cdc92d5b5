package dev.holdfast.backup.restore;

import dev.holdfast.kit.protocol.UserId;

/** A member's coins now, and after a restore. */
public record CoinMove(UserId user, long before, long after) {

    /** By how much, whichever way. */
    long size() {
        return Math.abs(after - before);
    }
}
