package dev.holdfast.gateway.usage;

/** What came of a command, for whoever used it. */
public enum CommandOutcome {
    DONE,
    /** The command said no, for a reason that it knows: no fault. */
    REFUSED,
    /** A fault: nobody knows whether it ran, or it could not be understood or shown. */
    FAILED,
    /** Its service was not reached, or has no room. */
    AWAY
}
