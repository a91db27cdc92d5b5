package dev.holdfast.kit.background;

import dev.holdfast.kit.protocol.GuildId;
import java.time.Instant;

/**
 * A dead letter: a row that failed too often and waits for an operator.
 *
 * @param kind which {@link DeadLetterQueue} it lies on
 * @param what an effect's target, a timer's kind, the service that refused an event
 * @param operation the key of the operation that asked for it
 * @param because what the last attempt failed of
 */
public record DeadLetter(
        String kind,
        GuildId guild,
        long row,
        String what,
        String operation,
        Instant since,
        String because) {}
