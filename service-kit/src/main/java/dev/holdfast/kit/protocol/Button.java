package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A button below a reply.
 *
 * @param label 1 to 80 characters
 * @param state comes back to the command that drew it; the kit makes the {@link CustomId} of it
 * @param shared who else may use it; {@code null}: only the person who asked
 */
public record Button(
        String label,
        Style style,
        String state,
        boolean disabled,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shared shared)
        implements Control {

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
        if (shared != null
                && state.startsWith(CustomId.RUN)
                && (shared.command() != null || !shared.permissions().equals(Permissions.NONE))) {
            throw new IllegalArgumentException(
                    "A button that runs a command needs what that command needs.");
        }
    }

    public Button(String label, Style style, String state, boolean disabled) {
        this(label, style, state, disabled, null);
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
        return new Button(label, style, state, !enabled, shared);
    }

    public Button withState(String other) {
        return new Button(label, style, other, disabled, shared);
    }

    public Button styled(Style other) {
        return new Button(label, other, state, disabled, shared);
    }

    /** Any member may use it, as themselves, as long as its message is there. */
    public Button forEveryone() {
        return with(Shared.of(shared));
    }

    /** These members may use it and nobody else, whoever asked; 1 to 3. */
    public Button forMembers(UserId... members) {
        return with(Shared.of(shared).only(List.of(members)));
    }

    /** Whoever has these permissions may use it, besides what its command needs. */
    public Button needing(Permission... permissions) {
        return with(Shared.of(shared).needing(Permissions.of(permissions)));
    }

    /** Its state goes to another command of the service, such as one behind controls. */
    public Button leadingTo(String path) {
        return with(Shared.of(shared).leadingTo(CommandPath.of(path)));
    }

    private Button with(Shared other) {
        return new Button(label, style, state, disabled, other);
    }
}
