package dev.holdfast.ctl;

/** What scripts learn from a run. */
final class ExitCode {

    static final int FINE = 0;
    static final int WRONG = 1;
    static final int USAGE = 2;

    private ExitCode() {}
}
