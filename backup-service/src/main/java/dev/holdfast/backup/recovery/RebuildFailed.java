package dev.holdfast.backup.recovery;

/** A snapshot was not made into a database; nothing is left of the attempt. */
public final class RebuildFailed extends Exception {

    private static final long serialVersionUID = 1L;

    RebuildFailed(String sentence) {
        super(sentence);
    }

    RebuildFailed(String sentence, Throwable because) {
        super(sentence, because);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
