package dev.holdfast.roles.selfrole;

/** What came of a change in the editor. */
sealed interface Edited {

    /** The menu is so now. */
    record Done(Menu menu) implements Edited {}

    /** Something is to be typed first. */
    record Asks(EditState asked) implements Edited {}

    /** Nothing was changed. */
    record Refused(String sentence) implements Edited {}
}
