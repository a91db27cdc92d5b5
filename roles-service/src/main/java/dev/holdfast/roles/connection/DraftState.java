package dev.holdfast.roles.connection;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a control of a draft means: {@code action:draft}.
 *
 * @param action a word, with what it is about behind a hyphen
 */
record DraftState(String action, long draft) {

    private static final Pattern SHAPE = Pattern.compile("([a-z-]{1,30}):([0-9]{1,18})");

    static Optional<DraftState> parse(String text) {
        var shape = SHAPE.matcher(text);
        return shape.matches()
                ? Optional.of(new DraftState(shape.group(1), Long.parseLong(shape.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return action + ":" + draft;
    }
}
