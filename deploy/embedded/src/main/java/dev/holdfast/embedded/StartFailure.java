package dev.holdfast.embedded;

/** A server or process could not be started; the reason says why and what to do. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    public StartFailure(String reason) {
        super(reason);
        this.reason = reason;
    }

    public StartFailure(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
