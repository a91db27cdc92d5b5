package dev.holdfast.ctl;

/** A text that is {@link Printable}, and how it looks. */
record Word(Ink ink, String text) {

    Word {
        text = Printable.of(text);
    }

    static Word plain(String text) {
        return new Word(Ink.PLAIN, text);
    }

    static Word dim(String text) {
        return new Word(Ink.DIM, text);
    }

    static Word name(String text) {
        return new Word(Ink.NAME, text);
    }

    /** Green where it is as it should be, else red. */
    static Word fine(boolean fine, String text) {
        return new Word(fine ? Ink.GOOD : Ink.BAD, text);
    }
}
