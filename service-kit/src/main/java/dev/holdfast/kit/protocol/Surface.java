package dev.holdfast.kit.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A context menu that a command appears in, of a member or a message.
 *
 * @see <a
 *     href="https://discord.com/developers/docs/interactions/application-commands#user-commands">Discord:
 *     user and message commands</a>
 */
public enum Surface {
    /** The menu of a member, who is the option {@link #MEMBER}. */
    USER_MENU(2, "user-"),
    /** The menu of a message, which is the option {@link #MESSAGE}. */
    MESSAGE_MENU(3, "message-"),
    /** Nowhere but behind controls. */
    CONTROLS(0, "");

    /** The option that names whose menu was opened. */
    public static final String MEMBER = "member";

    /** The option that names the message whose menu was opened. */
    public static final String MESSAGE = "message";

    private static final Pattern TITLE = Pattern.compile("[A-Za-z0-9]+([ -][A-Za-z0-9]+)*");

    private final int discord;
    private final String prefix;

    Surface(int discord, String prefix) {
        this.discord = discord;
        this.prefix = prefix;
    }

    /** The type of command by which Discord's API knows it; 0: it is not told. */
    public int discord() {
        return discord;
    }

    /** The menu of that type of command; empty for a slash command. */
    public static Optional<Surface> menu(int discord) {
        return Arrays.stream(values())
                .filter(each -> each.discord != 0 && each.discord == discord)
                .findFirst();
    }

    /**
     * What an entry of the menu is called as a command: {@code Show balance} of a member's menu is
     * {@code user-show-balance}.
     *
     * @param title words of A to Z, a to z and digits; with the menu's word at most 32 characters
     */
    public CommandPath path(String title) {
        if (!TITLE.matcher(title).matches()) {
            throw new IllegalArgumentException(
                    "An entry of a menu consists of letters and digits, not '%s'."
                            .formatted(title));
        }
        return CommandPath.of(prefix + title.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }
}
