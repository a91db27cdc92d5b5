package dev.holdfast.ctl;

/** A text that is {@link Printable}, and how it looks. */
record StyledText(TextColor ink, String text) {

    StyledText {
        text = Printable.of(text);
    }

    static StyledText plain(String text) {
        return new StyledText(TextColor.PLAIN, text);
    }

    static StyledText dim(String text) {
        return new StyledText(TextColor.DIM, text);
    }

    static StyledText name(String text) {
        return new StyledText(TextColor.NAME, text);
    }

    /** Green where it is as it should be, else red. */
    static StyledText fine(boolean fine, String text) {
        return new StyledText(fine ? TextColor.GOOD : TextColor.BAD, text);
    }
}
