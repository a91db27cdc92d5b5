package dev.holdfast.kit.protocol;

/**
 * The kinds of option that a command can ask for.
 *
 * @see <a
 *     href="https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type">Discord:
 *     option types</a>
 */
public enum OptionType {
    TEXT(3),
    WHOLE(4),
    FLAG(5),
    PERSON(6),
    CHANNEL(7),
    ROLE(8),
    DECIMAL(10),
    FILE(11),
    /** Of a {@link Surface#MESSAGE_MENU} alone: Discord has no option of this kind. */
    MESSAGE(0);

    private final int discord;

    OptionType(int discord) {
        this.discord = discord;
    }

    /** The number by which Discord's API knows it. */
    public int discord() {
        return discord;
    }
}
