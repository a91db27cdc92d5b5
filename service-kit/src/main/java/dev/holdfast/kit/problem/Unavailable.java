package dev.holdfast.kit.problem;

/**
 * Something that we need did not answer in time. A request's operation key tells what became of it.
 */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String why, Throwable cause) {
        super(why, cause);
    }
}
