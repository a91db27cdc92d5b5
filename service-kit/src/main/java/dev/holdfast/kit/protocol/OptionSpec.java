package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One option of a command.
 *
 * @param name 1 to 32 lower-case characters
 * @param description 1 to 100 characters
 * @param minimum for numbers the least value, for text the least length, for a file the fewest
 *     bytes; {@code null}: no bound
 * @param maximum for numbers the greatest value, for text the greatest length, for a file the most
 *     bytes, at most 10 MiB
 * @param choices at most 25; empty: anything of the type. For a file: the content types it may have
 * @param autocomplete whether the command says what fits while a person types
 * @param quantity for text: whether it is a {@link dev.holdfast.kit.text.Quantity}, which may be
 *     typed in several words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OptionSpec(
        String name,
        String description,
        OptionType type,
        boolean required,
        @Nullable Long minimum,
        @Nullable Long maximum,
        List<Choice> choices,
        @AddedField boolean autocomplete,
        @AddedField boolean quantity) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,32}");
    private static final int MOST_CHOICES = 25;
    private static final Set<OptionType> COMPLETED =
            Set.of(OptionType.TEXT, OptionType.WHOLE, OptionType.DECIMAL);

    /**
     * What a person picks, and the text that the command gets.
     *
     * @param name 1 to 100 characters
     * @param value 1 to 100 characters
     */
    public record Choice(String name, String value) {

        private static final int LONGEST = 100;

        public Choice {
            Required.length("a choice's name", name, 1, LONGEST);
            Required.length("a choice's value", value, 1, LONGEST);
        }
    }

    public OptionSpec {
        choices = List.copyOf(choices);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not an option name: '%s'.".formatted(name));
        }
        CommandSpec.checkDescription(description);
        if (choices.size() > MOST_CHOICES) {
            throw new IllegalArgumentException("Option '%s' has over 25 choices.".formatted(name));
        }
        if (autocomplete && (!choices.isEmpty() || !COMPLETED.contains(type))) {
            throw new IllegalArgumentException(
                    "Option '%s': texts and numbers without choices are completed."
                            .formatted(name));
        }
        if (quantity && (type != OptionType.TEXT || !choices.isEmpty())) {
            throw new IllegalArgumentException(
                    "Option '%s': a quantity is a text without choices.".formatted(name));
        }
    }

    public static OptionSpec required(String name, String description, OptionType type) {
        return new OptionSpec(name, description, type, true, null, null, List.of(), false, false);
    }

    public static OptionSpec optional(String name, String description, OptionType type) {
        return new OptionSpec(name, description, type, false, null, null, List.of(), false, false);
    }

    public OptionSpec between(long least, long most) {
        return new OptionSpec(
                name, description, type, required, least, most, choices, autocomplete, quantity);
    }

    public OptionSpec oneOf(Choice... these) {
        return new OptionSpec(
                name,
                description,
                type,
                required,
                minimum,
                maximum,
                List.of(these),
                autocomplete,
                quantity);
    }

    /** The command, an {@code AutocompletedCommand}, says what fits while a person types. */
    public OptionSpec autocompleted() {
        return new OptionSpec(
                name, description, type, required, minimum, maximum, choices, true, quantity);
    }

    /** A text that is a {@link dev.holdfast.kit.text.Quantity}. */
    public OptionSpec asQuantity() {
        return new OptionSpec(
                name, description, type, required, minimum, maximum, choices, autocomplete, true);
    }
}
