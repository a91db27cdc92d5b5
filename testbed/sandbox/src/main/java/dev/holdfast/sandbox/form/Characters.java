package dev.holdfast.sandbox.form;

/** The length of texts as Discord counts it. */
public final class Characters {

    private Characters() {}

    /** In code points: an emoji is one character, not the two of UTF-16. */
    public static int count(String text) {
        return text.codePointCount(0, text.length());
    }
}
