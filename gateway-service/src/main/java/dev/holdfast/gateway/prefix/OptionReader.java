package dev.holdfast.gateway.prefix;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Digits;
import dev.holdfast.kit.text.Letters;
import dev.holdfast.kit.text.Quantity;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads one option's value from what a person typed; empty where it cannot be read as such. */
final class OptionReader {

    private static final Pattern DECIMAL =
            Pattern.compile("-?[0-9]{1,15}[.,](?![0-9]{3}$)[0-9]{1,15}");
    private static final Pattern PERSON = Pattern.compile("<@!?([0-9]{1,19})>|([0-9]{15,19})");
    private static final Pattern CHANNEL = Pattern.compile("<#([0-9]{1,19})>|([0-9]{15,19})");
    private static final Pattern ROLE = Pattern.compile("<@&([0-9]{1,19})>|([0-9]{15,19})");

    private final MentionResolver named;

    OptionReader(MentionResolver named) {
        this.named = named;
    }

    Optional<OptionValue> read(OptionSpec option, String typed) {
        var text = chosen(option, typed);
        return switch (option.type()) {
            case TEXT ->
                    option.quantity() ? quantity(text) : Optional.of(new OptionValue.Text(text));
            case WHOLE -> whole(text);
            case DECIMAL -> decimal(text);
            case FLAG -> flag(text);
            case PERSON -> id(PERSON, text, UserId::of).flatMap(named::person);
            case CHANNEL -> id(CHANNEL, text, ChannelId::of).flatMap(named::channel);
            case ROLE -> id(ROLE, text, RoleId::of).flatMap(named::role);
            case FILE, MESSAGE -> Optional.empty();
        };
    }

    /** A choice may be typed by its name. */
    private static String chosen(OptionSpec option, String typed) {
        return option.choices().stream()
                .filter(choice ->
                        Letters.fold(choice.name()).equals(Letters.fold(typed))
                                || Letters.fold(choice.value()).equals(Letters.fold(typed)))
                .map(OptionSpec.Choice::value)
                .findFirst()
                .orElse(typed);
    }

    private static Optional<OptionValue> quantity(String text) {
        return switch (Quantity.parse(text)) {
            case Quantity.Exactly _, Quantity.Share _ -> Optional.of(new OptionValue.Text(text));
            case Quantity.Unreadable _ -> Optional.empty();
        };
    }

    private static Optional<OptionValue> whole(String text) {
        return switch (Quantity.parse(text)) {
            case Quantity.Exactly(var number) -> Optional.of(new OptionValue.Whole(number));
            case Quantity.Share _, Quantity.Unreadable _ -> Optional.empty();
        };
    }

    /** A comma or point before three digits may group thousands, so these are not decimals. */
    private static Optional<OptionValue> decimal(String text) {
        if (whole(text).orElse(null) instanceof OptionValue.Whole(var number)) {
            return Optional.of(new OptionValue.Decimal(number));
        }
        return Digits.ascii(text)
                .filter(digits -> DECIMAL.matcher(digits).matches())
                .map(digits ->
                        new OptionValue.Decimal(Double.parseDouble(digits.replace(',', '.'))));
    }

    private static Optional<OptionValue> flag(String text) {
        return switch (Letters.fold(text)) {
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
