package dev.holdfast.kit.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
 */
public record CommandSpec(
        CommandPath path,
        String description,
        List<OptionSpec> options,
        Permissions permissions,
        Visibility visibility,
        Access access,
        Place place,
        @Added boolean modal) {

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

    private static CommandSpec spec(String path, String description, Access access) {
        return new CommandSpec(
                CommandPath.of(path),
                description,
                List.of(),
                Permissions.NONE,
                Visibility.PUBLIC,
                access,
                Place.GUILD,
                false);
    }

    public Optional<OptionSpec> option(String name) {
        return options.stream().filter(option -> option.name().equals(name)).findFirst();
    }

    public CommandSpec option(OptionSpec option) {
        var more = new ArrayList<>(options);
        more.add(option);
        return new CommandSpec(
                path, description, more, permissions, visibility, access, place, modal);
    }

    public CommandSpec needs(Permission... wanted) {
        return new CommandSpec(
                path,
                description,
                options,
                Permissions.of(wanted),
                visibility,
                access,
                place,
                modal);
    }

    public CommandSpec whispered() {
        return new CommandSpec(
                path, description, options, permissions, Visibility.PRIVATE, access, place, modal);
    }

    public CommandSpec anywhere() {
        return new CommandSpec(
                path, description, options, permissions, visibility, access, Place.ANYWHERE, modal);
    }

    /** It may answer with a {@link Reply.Modal}. */
    public CommandSpec opensModal() {
        return new CommandSpec(
                path, description, options, permissions, visibility, access, place, true);
    }

    static void checkDescription(String description) {
        if (description.isBlank() || description.length() > LONGEST_DESCRIPTION) {
            throw new IllegalArgumentException(
                    "A description has 1 to 100 characters: '%s'.".formatted(description));
        }
    }
}
