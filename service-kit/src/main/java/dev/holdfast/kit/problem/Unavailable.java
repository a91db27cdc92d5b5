package dev.holdfast.kit.problem;

/**
 * A dependency did not answer in time. The operation key tells whether the request was executed.
 */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String why, Throwable cause) {
        super(why, cause);
    }
}
