package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command is called, what it asks for, who may run it and how it behaves.
 *
 * @param description 1 to 100 characters
 * @param options at most 25, the required ones first
 * @param permissions what the member needs; checked by the service where the change is made
 * @param visibility who sees the "thinking ..." of an answer that takes longer than 1.5 s
 * @param access whether it may write; one that only reads claims no operation key
 * @param place where it may be run
 * @param modal whether it may open a modal: the gateway then puts its sign off for as long as one
 *     can be opened
 * @param operators whether it is only for those who run the bot: the gateway lists it in their own
 *     guilds alone, and lets nobody else run it
 * @param longestSeconds for a slow command, which is deferred at once: how long it takes at most, 1
 *     to 21,600; {@code null}: it is not slow
 * @param kept whether its private answer may stay in a channel where it was typed: it is no secret,
 *     and there is no such thing as an answer for one person there
 * @param feature the feature in whose folder it lies, as the manifest says; empty: none, or an
 *     older build
 * @param surface where else than by a slash or typed it is used; {@code null}: nowhere else. An
 *     entry of a menu is called what its description says
 */
public record CommandSpec(
        CommandPath path,
        String description,
        List<OptionSpec> options,
        Permissions permissions,
        Visibility visibility,
        Access access,
        Place place,
        @AddedField boolean modal,
        @AddedField boolean operators,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer longestSeconds,
        @AddedField boolean kept,
        @AddedField String feature,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Surface surface) {

    /** An interaction can be answered for 15 minutes. */
    private static final int LONGEST_SECONDS = 21_600;

    private static final int MOST_OPTIONS = 25;
    private static final int LONGEST_DESCRIPTION = 100;

    /** Who sees the answer when it has to be deferred. */
    public enum Visibility {
        PUBLIC,
        PRIVATE
    }

    /** Whether a command changes anything. */
    public enum Access {
        READ,
        WRITE
    }

    /** Where a command makes sense. */
    public enum Place {
        GUILD,
        ANYWHERE
    }

    public CommandSpec {
        options = List.copyOf(options);
        checkDescription(description);
        if (options.size() > MOST_OPTIONS) {
            throw new IllegalArgumentException("/%s has over 25 options.".formatted(path));
        }
        if (longestSeconds != null
                && (longestSeconds < 1
                        || longestSeconds > LONGEST_SECONDS
                        || access == Access.READ)) {
            throw new IllegalArgumentException(
                    "/%s: a slow command writes and takes 1 to 21600 seconds.".formatted(path));
        }
        var optionalSeen = false;
        for (var option : options) {
            if (option.required() && optionalSeen) {
                throw new IllegalArgumentException(
                        "/%s: required options stand before optional ones.".formatted(path));
            }
            optionalSeen |= !option.required();
        }
    }

    /** A command that changes nothing, for everyone, in a guild. */
    public static CommandSpec read(String path, String description) {
        return spec(path, description, Access.READ);
    }

    /** A command that changes something, for everyone, in a guild. */
    public static CommandSpec write(String path, String description) {
        return spec(path, description, Access.WRITE);
    }

    /**
     * An entry of members' menus, in a guild, answered in private: whose menu it is, is the person
     * {@link Surface#MEMBER}.
     *
     * @param title as people see it; see {@link Surface#path}
     */
    public static CommandSpec userMenu(String title, Access access) {
        return on(Surface.USER_MENU, Surface.USER_MENU.path(title), title, access)
                .option(OptionSpec.required(Surface.MEMBER, "whose menu", OptionType.PERSON));
    }

    /**
     * An entry of messages' menus, in a guild, answered in private: whose menu it is, is the
     * message {@link Surface#MESSAGE}.
     *
     * @param title as people see it; see {@link Surface#path}
     */
    public static CommandSpec messageMenu(String title, Access access) {
        return on(Surface.MESSAGE_MENU, Surface.MESSAGE_MENU.path(title), title, access)
                .option(OptionSpec.required(Surface.MESSAGE, "whose menu", OptionType.MESSAGE));
    }

    /** A command that nobody picks or types: controls lead to it. */
    public static CommandSpec behindControls(String path, String description, Access access) {
        return on(Surface.CONTROLS, CommandPath.of(path), description, access);
    }

    private static CommandSpec on(
            Surface surface, CommandPath path, String description, Access access) {
        return new CommandSpec(
                path,
                description,
                List.of(),
                Permissions.NONE,
                Visibility.PRIVATE,
                access,
                Place.GUILD,
                false,
                false,
                null,
                false,
                "",
                surface);
    }

    private static CommandSpec spec(String path, String description, Access access) {
        return new CommandSpec(
                CommandPath.of(path),
                description,
                List.of(),
                Permissions.NONE,
                Visibility.PUBLIC,
                access,
                Place.GUILD,
                false,
                false,
                null,
                false,
                "",
                null);
    }

    public Optional<OptionSpec> option(String name) {
        return options.stream().filter(option -> option.name().equals(name)).findFirst();
    }

    public CommandSpec option(OptionSpec option) {
        var more = new ArrayList<>(options);
        more.add(option);
        return with(more, permissions, visibility, place, modal, operators, longestSeconds);
    }

    public CommandSpec needs(Permission... wanted) {
        return with(
                options,
                Permissions.of(wanted),
                visibility,
                place,
                modal,
                operators,
                longestSeconds);
    }

    public CommandSpec whispered() {
        return with(
                options, permissions, Visibility.PRIVATE, place, modal, operators, longestSeconds);
    }

    /** Typed into a channel, its private answer stays there. */
    public CommandSpec keptWhenTyped() {
        return new CommandSpec(
                path,
                description,
                options,
                permissions,
                visibility,
                access,
                place,
                modal,
                operators,
                longestSeconds,
                true,
                feature,
                surface);
    }

    /** The same command, of that feature. */
    public CommandSpec of(String owner) {
        return new CommandSpec(
                path,
                description,
                options,
                permissions,
                visibility,
                access,
                place,
                modal,
                operators,
                longestSeconds,
                kept,
                owner,
                surface);
    }

    public CommandSpec anywhere() {
        return with(
                options, permissions, visibility, Place.ANYWHERE, modal, operators, longestSeconds);
    }

    /** It may answer with a {@link Reply.Modal}. */
    public CommandSpec opensModal() {
        return with(options, permissions, visibility, place, true, operators, longestSeconds);
    }

    /** A command for those who run the bot, whatever the permissions of others are. */
    public CommandSpec forOperators() {
        return with(options, permissions, visibility, place, modal, true, longestSeconds);
    }

    /**
     * A command that is deferred at once.
     *
     * @param longest how long one attempt takes at most, 1 s to 6 h; what is answered after the
     *     interaction's 15 minutes is a message of the bot's, a private one a direct message
     */
    public CommandSpec slow(Duration longest) {
        var seconds = Math.toIntExact(longest.toSeconds());
        return with(options, permissions, visibility, place, modal, operators, seconds);
    }

    private CommandSpec with(
            List<OptionSpec> otherOptions,
            Permissions otherPermissions,
            Visibility otherVisibility,
            Place otherPlace,
            boolean otherModal,
            boolean otherOperators,
            @Nullable Integer otherLongest) {
        return new CommandSpec(
                path,
                description,
                otherOptions,
                otherPermissions,
                otherVisibility,
                access,
                otherPlace,
                otherModal,
                otherOperators,
                otherLongest,
                kept,
                feature,
                surface);
    }

    /** Whether it is picked by a slash, or typed. */
    public boolean slash() {
        return surface == null;
    }

    public boolean slow() {
        return longestSeconds != null;
    }

    /** How long a slow command takes at most; empty where it is not slow. */
    public Optional<Duration> longest() {
        return Optional.ofNullable(longestSeconds).map(Duration::ofSeconds);
    }

    static void checkDescription(String description) {
        if (description.isBlank() || Required.characters(description) > LONGEST_DESCRIPTION) {
            throw new IllegalArgumentException(
                    "A description has 1 to 100 characters: '%s'.".formatted(description));
        }
    }
}
