package dev.holdfast.ctl;

/** What keeps a command from its answer, in one sentence that says what to do. */
final class CtlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final boolean unreachable;

    private CtlException(String sentence, int exitCode, boolean unreachable) {
        super(sentence);
        this.exitCode = exitCode;
        this.unreachable = unreachable;
    }

    /** Something out there is wrong. */
    static CtlException wrong(String sentence) {
        return new CtlException(sentence, ExitCode.WRONG, false);
    }

    /** Nothing listens where somebody was asked. */
    static CtlException unreachable(String sentence) {
        return new CtlException(sentence, ExitCode.WRONG, true);
    }

    /** What was asked for or set cannot be understood. */
    static CtlException usage(String sentence) {
        return new CtlException(sentence, ExitCode.USAGE, false);
    }

    /** The same, told within another sentence. */
    CtlException within(String format) {
        return new CtlException(format.formatted(sentence()), exitCode, unreachable);
    }

    boolean isUnreachable() {
        return unreachable;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    int exitCode() {
        return exitCode;
    }
}
