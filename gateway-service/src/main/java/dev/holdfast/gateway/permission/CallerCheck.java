package dev.holdfast.gateway.permission;

import dev.holdfast.kit.protocol.Invocation;

/** The result of checking a member's permissions. */
public sealed interface CallerCheck {

    /**
     * They are who they seem.
     *
     * @param invocation with what the member may do
     */
    record For(Invocation invocation) implements CallerCheck {}

    /** The server that a direct message belongs to is without them, or without the bot. */
    record Outside() implements CallerCheck {}

    /** They may only look there: timed out, or not yet past the server's screening. */
    record Restrained() implements CallerCheck {}

    /** That is not known (yet). */
    record Unknown() implements CallerCheck {}
}
