package dev.holdfast.roles.verification;

import java.util.List;
import java.util.Locale;

/** How somebody becomes verified. */
enum VerificationMethod {
    /** Pressing the panel's button is enough. */
    BUTTON,
    /** Answering the guild's questions. */
    QUESTION,
    /** Reading a code in a picture. */
    PICTURE,
    /** A moderator decides. */
    APPROVAL,
    /** A moderator did it by command, for good. */
    HAND;

    /** As it is stored and typed. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those that a guild can set up. */
    static List<VerificationMethod> choices() {
        return List.of(BUTTON, QUESTION, PICTURE, APPROVAL);
    }

    static VerificationMethod of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
