package dev.holdfast.roles.selfrole;

/** The result of a change in the editor. */
sealed interface EditResult {

    /** The menu is so now. */
    record Done(Menu menu) implements EditResult {}

    /** Something is to be typed first. */
    record Asks(MenuEditControlId asked) implements EditResult {}

    /** Nothing was changed. */
    record Refused(String sentence) implements EditResult {}
}
