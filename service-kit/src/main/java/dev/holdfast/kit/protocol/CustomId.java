package dev.holdfast.kit.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a button or select of ours says to Discord, and Discord says back when it is used: the
 * command that gets it, who may use it in which guild, and where that command left off. It ends
 * with its message, and no state is kept for it anywhere else.
 *
 * @param members the only ones who may use it, at most 3; empty: everyone
 * @param permissions what whoever uses it needs, besides what the command needs
 * @param guild where it may be used, or whose it is in direct messages; {@link GuildId#DIRECT}:
 *     wherever it is
 * @param state the command's own words; the whole id is at most 100 characters, Discord's bound
 */
public record CustomId(
        CommandPath path,
        List<UserId> members,
        Permissions permissions,
        GuildId guild,
        String state) {

    private static final String SEPARATOR = "~";
    private static final String EVERYONE = "*";
    private static final String NEEDS = "!";
    private static final String OF = "@";
    private static final String AND = "+";
    private static final int LONGEST = 100;
    private static final int PARTS = 3;
    private static final int COMPACT = 36;

    /** Builds before there were shared controls know a single member, and nothing behind it. */
    private static final Pattern USERS =
            Pattern.compile("(\\*|[0-9+]{1,60})(?:!([0-9a-z]{1,13}))?(?:@([0-9a-z]{1,13}))?");

    /** A state that begins with it names a command, which a press runs. */
    static final String RUN = "run:";

    public CustomId {
        members = List.copyOf(members);
        if (members.size() > Shared.MOST_MEMBERS) {
            throw new IllegalArgumentException("A custom id names at most 3 members.");
        }
        if (Required.characters(format(path, members, permissions, guild, state)) > LONGEST) {
            throw new IllegalArgumentException(
                    "A custom id has at most 100 characters: '%s'.".formatted(state));
        }
    }

    /** For one person, wherever it is. */
    public CustomId(CommandPath path, UserId owner, String state) {
        this(path, List.of(owner), Permissions.NONE, GuildId.DIRECT, state);
    }

    /** Reads one back; empty where it was never one of ours. */
    public static Optional<CustomId> parse(String text) {
        var parts = text.split(SEPARATOR, PARTS);
        if (parts.length < PARTS || Required.characters(text) > LONGEST) {
            return Optional.empty();
        }
        var users = USERS.matcher(parts[1]);
        try {
            return users.matches() ? Optional.of(read(parts, users)) : Optional.empty();
        } catch (IllegalArgumentException _) { // not one of ours
            return Optional.empty();
        }
    }

    private static CustomId read(String[] parts, Matcher users) {
        var members = new ArrayList<UserId>();
        if (!users.group(1).equals(EVERYONE)) {
            for (var id : users.group(1).split(Pattern.quote(AND), -1)) {
                members.add(UserId.of(id));
            }
        }
        var needs = users.group(2);
        var guild = users.group(3);
        return new CustomId(
                CommandPath.of(parts[0]),
                members,
                needs == null
                        ? Permissions.NONE
                        : new Permissions(Long.parseUnsignedLong(needs, COMPACT)),
                guild == null ? GuildId.DIRECT : new GuildId(Long.parseLong(guild, COMPACT)),
                parts[2]);
    }

    /** Whether that person may use it, as far as it names anybody. */
    public boolean isFor(UserId user) {
        return members.isEmpty() || members.contains(user);
    }

    /** The only person who may use it, as that person sees it: they themselves, if they may. */
    public UserId owner(UserId user) {
        return isFor(user) ? user : members.getFirst();
    }

    /** The command that a press runs in place of coming back to the one that drew it. */
    public Optional<CommandPath> runs() {
        try {
            return state.startsWith(RUN)
                    ? Optional.of(CommandPath.of(state.substring(RUN.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException _) { // no command
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return format(path, members, permissions, guild, state);
    }

    private static String format(
            CommandPath path,
            List<UserId> members,
            Permissions permissions,
            GuildId guild,
            String state) {
        var users =
                members.isEmpty()
                        ? EVERYONE
                        : members.stream().map(UserId::toString).collect(Collectors.joining(AND));
        var needs =
                permissions.equals(Permissions.NONE)
                        ? ""
                        : NEEDS + Long.toUnsignedString(permissions.bits(), COMPACT);
        var of = guild.equals(GuildId.DIRECT) ? "" : OF + Long.toString(guild.value(), COMPACT);
        return path + SEPARATOR + users + needs + of + SEPARATOR + state;
    }
}
