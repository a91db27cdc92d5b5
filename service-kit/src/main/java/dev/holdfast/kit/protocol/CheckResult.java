package dev.holdfast.kit.protocol;

import java.time.Instant;

/**
 * What one integrity check found.
 *
 * @param name what holds when it passed, such as {@code postings-sum-to-zero}
 * @param detail what was looked at, or what is wrong and where
 * @param at when the guild was looked at that was looked at longest ago
 * @param unknown nothing wrong was found, but not everything could be looked at; then it has not
 *     passed
 * @param whatToDo what a guild's admins can do about it; empty where there is nothing to say
 */
public record CheckResult(
        String name,
        boolean passed,
        String detail,
        Instant at,
        @AddedField boolean unknown,
        @AddedField String whatToDo) {

    /** One that passed, or that found something wrong. */
    public CheckResult(String name, boolean passed, String detail, Instant at) {
        this(name, passed, detail, at, false, "");
    }

    /** One that could not look at everything, and found nothing wrong in the rest. */
    public static CheckResult unknown(String name, String detail, Instant at) {
        return new CheckResult(name, false, detail, at, true, "");
    }

    /** The same with what can be done about it. */
    public CheckResult advising(String what) {
        return new CheckResult(name, passed, detail, at, unknown, what);
    }
}
