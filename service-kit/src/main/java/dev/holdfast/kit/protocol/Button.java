package dev.holdfast.kit.protocol;

/**
 * A button below a reply.
 *
 * @param label 1 to 80 characters
 * @param state comes back to the command that drew it; the kit makes the {@link CustomId} of it
 */
public record Button(String label, Style style, String state, boolean disabled) implements Control {

    private static final int LONGEST_LABEL = 80;

    /** Discord's button styles. */
    public enum Style {
        PRIMARY(1),
        SECONDARY(2),
        SUCCESS(3),
        DANGER(4);

        private final int discord;

        Style(int discord) {
            this.discord = discord;
        }

        /** The number by which Discord's API knows it. */
        public int discord() {
            return discord;
        }
    }

    public Button {
        checkLabel(label);
    }

    static void checkLabel(String label) {
        Required.length("a button's label", label, 1, LONGEST_LABEL);
    }

    public static Button of(String label, String state) {
        return new Button(label, Style.SECONDARY, state, false);
    }

    /**
     * A next step: a press runs that command, as if the person had used it without options, and
     * leaves the message as it is. It may be any service's.
     */
    public static Button runs(String label, String path) {
        return of(label, CustomId.RUN + CommandPath.of(path));
    }

    public Button enabledWhen(boolean enabled) {
        return new Button(label, style, state, !enabled);
    }

    public Button withState(String other) {
        return new Button(label, style, other, disabled);
    }
}
