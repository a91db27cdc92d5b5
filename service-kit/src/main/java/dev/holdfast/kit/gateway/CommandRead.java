package dev.holdfast.kit.gateway;

import dev.holdfast.kit.protocol.Reply;
import java.time.Duration;

/** The result of running another service's read-only command. */
public sealed interface CommandRead {

    /**
     * What the member would be answered, were they to ask themselves; a {@link Reply.Refusal} where
     * they would be refused, also while the bot rests or the owner is away.
     */
    record Answered(Reply reply) implements CommandRead {}

    /** It is never run for them: it changes something, there is none, or they may not use it. */
    record Refused(String why) implements CommandRead {}

    /**
     * The gateway is away or busy, or does not know the member yet.
     *
     * @param why for the log
     * @param retryAfter at least so long; zero where nobody said
     */
    record Away(String why, Duration retryAfter) implements CommandRead {}
}
