package dev.holdfast.roles.verification;

import dev.holdfast.kit.text.UserText;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a guild asks those who want in.
 *
 * @param answers what counts, in {@link #plain} form
 */
record VerificationQuestion(String text, List<String> answers) {

    static final int MOST_ANSWERS = 25;

    /** Blanks, and the dot that small letters made of İ keep. */
    private static final Pattern NOTHING =
            Pattern.compile("[\\s\\u0307]+", Pattern.UNICODE_CHARACTER_CLASS);

    VerificationQuestion {
        answers = List.copyOf(answers);
        if (text.isBlank() || answers.isEmpty() || answers.size() > MOST_ANSWERS) {
            throw new IllegalArgumentException("A question has a text and 1 to 25 answers.");
        }
    }

    /** Of a text with an answer on each line. */
    static VerificationQuestion of(String text, String lines) {
        var answers =
                lines.lines()
                        .map(VerificationQuestion::plain)
                        .filter(it -> !it.isEmpty())
                        .distinct()
                        .toList();
        return new VerificationQuestion(UserText.clean(text), answers);
    }

    boolean takes(String answer) {
        return answers.contains(plain(answer));
    }

    /** Without blanks, and in small letters; whatever way a letter is encoded. */
    static String plain(String answer) {
        var one = Normalizer.normalize(UserText.clean(answer), Normalizer.Form.NFKC);
        var small = one.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return NOTHING.matcher(small).replaceAll("");
    }
}
