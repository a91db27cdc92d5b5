package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list below a reply that is picked from. It fills a row alone.
 *
 * @param state comes back to the command that drew it, as a button's does
 * @param placeholder shown while nothing is picked; at most 150 characters
 * @param least how many must be picked, 0 to 25
 * @param most how many may be picked, 1 to 25
 * @param options 1 to 25 of different values where the kind is {@link Kind#OPTION}, else none
 * @param shared who else may use it; {@code null}: only the person who asked
 * @see <a href="https://discord.com/developers/docs/components/reference#string-select">Discord:
 *     selects</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Select(
        Kind kind,
        String state,
        @Nullable String placeholder,
        int least,
        int most,
        List<Option> options,
        boolean disabled,
        @Nullable Shared shared)
        implements Control {

    private static final int MOST = 25;
    private static final int LONGEST_PLACEHOLDER = 150;

    /** What is picked from: own options, or what Discord knows. */
    public enum Kind {
        OPTION(3),
        PERSON(5),
        ROLE(6),
        MENTIONABLE(7),
        CHANNEL(8);

        private final int discord;

        Kind(int discord) {
            this.discord = discord;
        }

        /** The number by which Discord's API knows it. */
        public int discord() {
            return discord;
        }
    }

    /**
     * One line of the list.
     *
     * @param label 1 to 100 characters
     * @param value what the command gets, 1 to 100 characters
     * @param description at most 100 characters
     * @param chosen whether it is picked already
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Option(String label, String value, @Nullable String description, boolean chosen) {

        private static final int LONGEST = 100;

        public Option {
            Required.length("an option's label", label, 1, LONGEST);
            Required.length("an option's value", value, 1, LONGEST);
            if (description != null) {
                Required.length("an option's description", description, 1, LONGEST);
            }
        }

        public static Option of(String label, String value) {
            return new Option(label, value, null, false);
        }

        public Option described(String other) {
            return new Option(label, value, other, chosen);
        }

        public Option chosenWhen(boolean picked) {
            return new Option(label, value, description, picked);
        }
    }

    public Select {
        options = List.copyOf(options);
        if (least < 0 || most < 1 || most > MOST || least > most) {
            throw new IllegalArgumentException(
                    "Of a select 0 to 25 are picked, at least 1 at most.");
        }
        if (placeholder != null) {
            Required.length("a select's placeholder", placeholder, 1, LONGEST_PLACEHOLDER);
        }
        if (kind == Kind.OPTION) {
            checkOptions(options, most);
        } else if (!options.isEmpty()) {
            throw new IllegalArgumentException("Only a select of options has options.");
        }
    }

    private static void checkOptions(List<Option> options, int most) {
        if (options.isEmpty() || options.size() > MOST || most > options.size()) {
            throw new IllegalArgumentException(
                    "A select has 1 to 25 options, and no more are picked than there are.");
        }
        var values = new HashSet<String>();
        if (!options.stream().allMatch(option -> values.add(option.value()))) {
            throw new IllegalArgumentException("A select's options have different values.");
        }
    }

    /** One of these is picked. */
    public static Select of(String state, List<Option> options) {
        return new Select(Kind.OPTION, state, null, 1, 1, options, false, null);
    }

    /** One person, role or channel is picked. */
    public static Select of(String state, Kind kind) {
        return new Select(kind, state, null, 1, 1, List.of(), false, null);
    }

    public Select placeholder(String text) {
        return new Select(kind, state, text, least, most, options, disabled, shared);
    }

    public Select between(int fewest, int greatest) {
        return new Select(kind, state, placeholder, fewest, greatest, options, disabled, shared);
    }

    /** Any member may use it, as themselves, as long as its message is there. */
    public Select forEveryone() {
        return with(Shared.of(shared));
    }

    /** These members may use it and nobody else, whoever asked; 1 to 3. */
    public Select forMembers(UserId... members) {
        return with(Shared.of(shared).only(List.of(members)));
    }

    /** Whoever has these permissions may use it, besides what its command needs. */
    public Select needing(Permission... permissions) {
        return with(Shared.of(shared).needing(Permissions.of(permissions)));
    }

    /** Its state goes to another command of the service, such as one behind controls. */
    public Select leadingTo(String path) {
        return with(Shared.of(shared).leadingTo(CommandPath.of(path)));
    }

    private Select with(Shared other) {
        return new Select(kind, state, placeholder, least, most, options, disabled, other);
    }
}
