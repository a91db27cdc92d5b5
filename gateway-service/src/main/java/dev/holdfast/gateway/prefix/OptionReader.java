package dev.holdfast.gateway.prefix;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads one option's value from what a person typed; empty where it cannot be read as such. */
final class OptionReader {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,16}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,15}([.,][0-9]{1,15})?");
    private static final Pattern PERSON = Pattern.compile("<@!?([0-9]{1,19})>|([0-9]{15,19})");
    private static final Pattern CHANNEL = Pattern.compile("<#([0-9]{1,19})>|([0-9]{15,19})");
    private static final Pattern ROLE = Pattern.compile("<@&([0-9]{1,19})>|([0-9]{15,19})");
    private static final long GREATEST = 1L << 53;

    private final Named named;

    OptionReader(Named named) {
        this.named = named;
    }

    Optional<OptionValue> read(OptionSpec option, String typed) {
        var text = chosen(option, typed);
        return switch (option.type()) {
            case TEXT -> Optional.of(new OptionValue.Text(text));
            case WHOLE -> whole(text);
            case DECIMAL -> decimal(text);
            case FLAG -> flag(text);
            case PERSON -> id(PERSON, text, UserId::of).flatMap(named::person);
            case CHANNEL -> id(CHANNEL, text, ChannelId::of).flatMap(named::channel);
            case ROLE -> id(ROLE, text, RoleId::of).flatMap(named::role);
            case FILE -> Optional.empty();
        };
    }

    /** A choice may be typed by its name. */
    private static String chosen(OptionSpec option, String typed) {
        return option.choices().stream()
                .filter(choice ->
                        choice.name().equalsIgnoreCase(typed)
                                || choice.value().equalsIgnoreCase(typed))
                .map(OptionSpec.Choice::value)
                .findFirst()
                .orElse(typed);
    }

    private static Optional<OptionValue> whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        var number = Long.parseLong(text);
        return Math.abs(number) <= GREATEST
                ? Optional.of(new OptionValue.Whole(number))
                : Optional.empty();
    }

    private static Optional<OptionValue> decimal(String text) {
        return DECIMAL.matcher(text).matches()
                ? Optional.of(new OptionValue.Decimal(Double.parseDouble(text.replace(',', '.'))))
                : Optional.empty();
    }

    private static Optional<OptionValue> flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on", "1" -> Optional.of(new OptionValue.Flag(true));
            case "no", "false", "off", "0" -> Optional.of(new OptionValue.Flag(false));
            default -> Optional.empty();
        };
    }

    private static <T> Optional<T> id(Pattern pattern, String text, Function<String, T> of) {
        var matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(of.apply(matcher.group(matcher.group(1) == null ? 2 : 1)));
    }
}
