package dev.holdfast.health.operator;

/**
 * One thing to look at before somebody changes something.
 *
 * @param name a word or two, such as {@code incidents}
 * @param detail what was seen, or why nothing was, in one sentence
 * @param advice what to do about it, in one sentence; empty where it holds
 */
public record PreflightLine(String name, Answer answer, String detail, String advice) {

    /** What looking at it came to. What was not seen is not taken for good. */
    public enum Answer {
        HOLDS,
        DOES_NOT,
        NOT_SEEN
    }

    /** It is as it should be. */
    public static PreflightLine holds(String name, String detail) {
        return new PreflightLine(name, Answer.HOLDS, detail, "");
    }

    /** Somebody has to do something first. */
    public static PreflightLine doesNot(String name, String detail, String advice) {
        return new PreflightLine(name, Answer.DOES_NOT, detail, advice);
    }

    /** Nobody can say. */
    public static PreflightLine notSeen(String name, String detail, String advice) {
        return new PreflightLine(name, Answer.NOT_SEEN, detail, advice);
    }
}
