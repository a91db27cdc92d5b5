package dev.holdfast.gateway.fleet;

/** Whether a request may have been sent before, by this gateway or another. */
public enum DeliveryKind {
    /** It was noted here before anybody sent it. */
    FIRST,
    /** It may have been sent, so the command may have run: only its operation key can tell. */
    REPEATED;

    /** That nothing was changed is known only of what nobody can have sent before. */
    InvocationOutcome unlessRepeated(InvocationOutcome unchanged) {
        return switch (this) {
            case FIRST -> unchanged;
            case REPEATED -> new InvocationOutcome.Uncertain();
        };
    }
}
