package dev.holdfast.kit.problem;

/** A request that cannot be served, with the problem to answer. */
public final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Rejected(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
