package dev.holdfast.roles.verification;

import java.util.Locale;

/**
 * What a button of the gate's card says.
 *
 * @param generation of the gate that it was closed in
 */
record RaidState(Action action, long generation) {

    /** What a moderator does about it. */
    enum Action {
        END,
        KEEP,
        KICK;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException where it is nothing of that kind
     */
    static RaidState parse(String text) {
        var blank = text.indexOf(' ');
        if (blank < 0) {
            throw new IllegalArgumentException("no state of the gate: " + text);
        }
        return new RaidState(
                Action.valueOf(text.substring(0, blank).toUpperCase(Locale.ROOT)),
                Long.parseLong(text.substring(blank + 1)));
    }

    @Override
    public String toString() {
        return action.word() + " " + generation;
    }
}
