package dev.holdfast.ctl;

/** What keeps a command from its answer, in one sentence that says what to do. */
final class CtlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CtlException(String sentence, int exitCode) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** Something out there is wrong. */
    static CtlException wrong(String sentence) {
        return new CtlException(sentence, ExitCode.WRONG);
    }

    /** What was asked for or set cannot be understood. */
    static CtlException usage(String sentence) {
        return new CtlException(sentence, ExitCode.USAGE);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    int exitCode() {
        return exitCode;
    }
}
