package dev.holdfast.kit.outbox;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Urgency;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at an effect, ours until another claims it.
 *
 * @param failures earlier attempts that failed by a fault, not by somebody's absence
 * @param firstSent {@code null}: it was never sent before
 * @param at when it was claimed, by the database's clock
 */
record OutboxClaim(
        GuildId guild,
        long effect,
        int attempt,
        int failures,
        @Nullable Instant firstSent,
        Instant at,
        Urgency urgency) {

    /** Another attempt has another key; that only one of them counts, the row sees to. */
    OperationKey operation() {
        return OperationKey.of("effect-%d-%d:%s".formatted(effect, attempt, at));
    }
}
