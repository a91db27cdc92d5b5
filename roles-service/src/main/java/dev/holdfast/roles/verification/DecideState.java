package dev.holdfast.roles.verification;

import dev.holdfast.kit.protocol.UserId;

/**
 * What a button of a request says: yes or no to that one.
 *
 * @param generation which request of the member it is
 */
record DecideState(boolean yes, UserId user, long generation) {

    private static final int PARTS = 3;

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException where it is nothing of that kind
     */
    static DecideState parse(String text) {
        var parts = text.split(" ", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not a decision: " + text);
        }
        return new DecideState(
                parts[0].equals("approve"), UserId.of(parts[1]), Long.parseLong(parts[2]));
    }

    @Override
    public String toString() {
        return "%s %s %d".formatted(yes ? "approve" : "deny", user, generation);
    }
}
