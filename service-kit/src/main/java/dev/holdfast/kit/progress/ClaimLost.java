package dev.holdfast.kit.progress;

/** The claim on the current work was not renewed in time, so another process may be doing it. */
public final class ClaimLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClaimLost(String what) {
        super(what + " may have been taken over by another process", null, false, false);
    }
}
