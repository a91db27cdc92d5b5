package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.protocol.ProgressUpdate;
import java.util.Optional;

/** The result of sending a command once to one instance. */
sealed interface InvocationAttempt {

    record Settled(InvocationOutcome outcome) implements InvocationAttempt {}

    record Unreached() implements InvocationAttempt {}

    /** What the command needs is in use; it did not run this time. */
    record Busy() implements InvocationAttempt {}

    /** The instance has too much to do already; the command did not run this time. */
    record Full() implements InvocationAttempt {}

    /** The command was sent, and it may yet run or have run. */
    record Unsettled(Optional<ProgressUpdate> reached) implements InvocationAttempt {}
}
