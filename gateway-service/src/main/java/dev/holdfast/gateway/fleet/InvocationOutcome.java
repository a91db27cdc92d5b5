package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.protocol.Reply;

/** The result of asking a service to run a command. */
public sealed interface InvocationOutcome {

    /** It ran, now or at an earlier delivery of the same operation. */
    record Answered(Reply reply) implements InvocationOutcome {}

    /**
     * The service does not take the request as it is; nothing was changed.
     *
     * @param detail why, for the log
     */
    record Declined(String detail) implements InvocationOutcome {}

    /** What the command needs is in use for now; nothing was changed. */
    record Busy() implements InvocationOutcome {}

    /** No instance was reached; nothing was changed. */
    record Away() implements InvocationOutcome {}

    /** It was asked, and did not answer in time; nobody knows whether it ran. */
    record Uncertain() implements InvocationOutcome {}
}
