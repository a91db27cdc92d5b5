package dev.holdfast.kit.protocol;

import java.util.Optional;

/**
 * What a button or select of ours says to Discord, and Discord says back when it is used: the
 * command that drew it, the only person who may use it, and where that command left off.
 *
 * @param state the command's own words; the whole id is at most 100 characters, Discord's bound
 */
public record CustomId(CommandPath path, UserId owner, String state) {

    private static final String SEPARATOR = "~";
    private static final int LONGEST = 100;
    private static final int PARTS = 3;

    /** A state that begins with it names a command, which a press runs. */
    static final String RUN = "run:";

    public CustomId {
        if (Required.characters(format(path, owner, state)) > LONGEST) {
            throw new IllegalArgumentException(
                    "A custom id has at most 100 characters: '%s'.".formatted(state));
        }
    }

    /** Reads one back; empty where it was never one of ours. */
    public static Optional<CustomId> parse(String text) {
        var parts = text.split(SEPARATOR, PARTS);
        if (parts.length < PARTS || Required.characters(text) > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new CustomId(CommandPath.of(parts[0]), UserId.of(parts[1]), parts[2]));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** The command that a press runs in place of coming back to the one that drew it. */
    public Optional<CommandPath> runs() {
        try {
            return state.startsWith(RUN)
                    ? Optional.of(CommandPath.of(state.substring(RUN.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException noCommand) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return format(path, owner, state);
    }

    private static String format(CommandPath path, UserId owner, String state) {
        return path + SEPARATOR + owner + SEPARATOR + state;
    }
}
