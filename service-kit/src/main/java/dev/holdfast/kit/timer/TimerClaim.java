package dev.holdfast.kit.timer;

import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.observe.Cause;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt at a timer, ours until another claims it.
 *
 * @param user who asked for it
 * @param operation in which operation
 * @param traceparent where in its trace; empty: it has none
 * @param failures earlier attempts that failed by a fault
 * @param at when it was claimed, by the database's clock
 */
record TimerClaim(
        GuildId guild,
        long timer,
        UserId user,
        String operation,
        String traceparent,
        String kind,
        int attempt,
        int failures,
        Instant at) {

    Optional<Cause> cause() {
        return Cause.stored(operation, traceparent);
    }

    /** Another attempt has another key; that only one of them counts, the row sees to. */
    Request request() {
        var key = OperationKey.of("timer-" + timer + "-" + attempt + ":" + at);
        return new Request(key, guild, user, "timer " + kind, RequestHash.of(key.value()))
                .causedBy(operation);
    }
}
