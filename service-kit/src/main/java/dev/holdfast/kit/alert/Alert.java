package dev.holdfast.kit.alert;

import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.text.UserText;
import java.util.regex.Pattern;

/**
 * Something that a person should know of and can do something about.
 *
 * @param kind what sort of thing, such as {@code outbox.dead.letter}; at most 30 small letters and
 *     dots
 * @param subject which of them: alerts of the same kind and subject are repeats of each other
 * @param text what happened and what to do about it, no secrets; cut at 1,400 characters
 */
public record Alert(String kind, String subject, String text) {

    private static final Pattern KIND = Pattern.compile("[a-z.]{1,30}");

    /** Leaves room for how often it happened. */
    private static final int LONGEST = AlertEffect.TellAdmins.LONGEST - 100;

    public Alert {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("not a kind of alert: " + kind);
        }
        text = cut(text);
    }

    /** Short, and the same wherever it happens. */
    String fingerprint() {
        return kind + ":" + RequestHash.of(subject);
    }

    static String cut(String text) {
        return UserText.shorten(text, LONGEST);
    }
}
