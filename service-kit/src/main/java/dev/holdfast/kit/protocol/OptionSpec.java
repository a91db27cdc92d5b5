package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One option of a command.
 *
 * @param name 1 to 32 lower-case characters
 * @param description 1 to 100 characters
 * @param minimum for numbers the least value, for text the least length; {@code null}: no bound
 * @param maximum for numbers the greatest value, for text the greatest length
 * @param choices at most 25; empty: anything of the type
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OptionSpec(
        String name,
        String description,
        OptionType type,
        boolean required,
        @Nullable Long minimum,
        @Nullable Long maximum,
        List<Choice> choices) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,32}");
    private static final int MOST_CHOICES = 25;

    /** What a person picks, and the text that the command gets. */
    public record Choice(String name, String value) {}

    public OptionSpec {
        choices = List.copyOf(choices);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not an option name: '%s'.".formatted(name));
        }
        CommandSpec.checkDescription(description);
        if (choices.size() > MOST_CHOICES) {
            throw new IllegalArgumentException("Option '%s' has over 25 choices.".formatted(name));
        }
    }

    public static OptionSpec required(String name, String description, OptionType type) {
        return new OptionSpec(name, description, type, true, null, null, List.of());
    }

    public static OptionSpec optional(String name, String description, OptionType type) {
        return new OptionSpec(name, description, type, false, null, null, List.of());
    }

    public OptionSpec between(long least, long most) {
        return new OptionSpec(name, description, type, required, least, most, choices);
    }

    public OptionSpec oneOf(Choice... these) {
        return new OptionSpec(name, description, type, required, minimum, maximum, List.of(these));
    }
}
