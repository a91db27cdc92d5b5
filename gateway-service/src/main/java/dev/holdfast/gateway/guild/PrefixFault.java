package dev.holdfast.gateway.guild;

import dev.holdfast.kit.text.UserText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a text is no prefix for commands in messages. */
enum PrefixFault {
    /** There is nothing to see, or something in it that nobody sees. */
    INVISIBLE,
    /** More than five characters. */
    LENGTH,
    /** A blank, or a sign that mentions, links and code need. */
    SIGN,
    /** Quotes, lists and the like begin so. */
    MARKUP,
    /** Words and numbers begin so. */
    LETTER;

    private static final int LONGEST = 5;
    private static final Pattern SIGNS =
            Pattern.compile(".*[\\s/<@#:`\"].*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern MARKUP_AT_START = Pattern.compile("(?:[>*_|\\\\-]|~~).*");
    private static final Pattern LETTER_AT_START = Pattern.compile("[\\p{L}\\p{M}\\p{N}].*");

    static Optional<PrefixFault> of(String prefix) {
        if (UserText.isInvisible(prefix)) {
            return Optional.of(INVISIBLE);
        }
        if (UserText.length(prefix) > LONGEST) {
            return Optional.of(LENGTH);
        }
        if (SIGNS.matcher(prefix).matches()) {
            return Optional.of(SIGN);
        }
        if (UserText.hasHidden(prefix)) {
            return Optional.of(INVISIBLE);
        }
        if (MARKUP_AT_START.matcher(prefix).matches()) {
            return Optional.of(MARKUP);
        }
        return LETTER_AT_START.matcher(prefix).matches() ? Optional.of(LETTER) : Optional.empty();
    }

    /** Its key among the feature's texts. */
    String key() {
        return "prefix.refused." + name().toLowerCase(Locale.ROOT);
    }
}
