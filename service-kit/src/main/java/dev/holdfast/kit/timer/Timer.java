package dev.holdfast.kit.timer;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Work that is done once at a later time.
 *
 * @param kind the name of the {@link TimerHandler} that does it
 * @param subject what it ends or reminds of, in the kind's own words, such as a member's id
 * @param due business time
 * @param generation of what it ends, so that it ends nothing that came later; any number
 * @param payload what the kind gets back with it; at most 4,000 characters
 */
public record Timer(String kind, String subject, Instant due, long generation, String payload) {

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final int LONGEST_SUBJECT = 100;
    private static final int LONGEST_PAYLOAD = 4_000;

    public Timer {
        if (!KIND.matcher(kind).matches()
                || subject.length() > LONGEST_SUBJECT
                || payload.length() > LONGEST_PAYLOAD) {
            throw new IllegalArgumentException(
                    "A timer has a kind of small letters, a subject of at most 100 and a payload of at"
                            + " most 4,000 characters.");
        }
    }
}
