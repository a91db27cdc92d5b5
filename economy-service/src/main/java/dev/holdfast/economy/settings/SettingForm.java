package dev.holdfast.economy.settings;

import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.TextInput;
import dev.holdfast.kit.text.Quantities;
import dev.holdfast.kit.text.Quantity;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.util.List;

/**
 * One setting in a window: opened with what it is now, and read when it is sent. One at a time, so
 * that nobody sends back what somebody else has changed since.
 */
final class SettingForm {

    private static final String VALUE = "value";
    private static final int LONGEST = 100;
    private static final int LONGEST_LABEL = 45;

    private final Texts texts;
    private final Quantities quantities = new Quantities();

    SettingForm(Texts texts) {
        this.texts = texts;
    }

    /** The window; its state is the option's name. */
    Reply open(SettingsSheet.Line now) {
        var label = UserText.shorten(now.meaning(), LONGEST_LABEL);
        var input = TextInput.line(VALUE, label).between(1, LONGEST).filled(now.value());
        return new Reply.Modal(now.name(), now.option(), List.of(input));
    }

    /**
     * What was written into it.
     *
     * @throws IllegalArgumentException with a sentence for the person, where it makes no sense
     */
    OptionValue read(Invocation invocation, OptionSpec option) {
        var text = invocation.sent().orElseThrow().getOrDefault(VALUE, "").strip();
        if (UserText.isInvisible(text) || UserText.length(text) > LONGEST) {
            throw new IllegalArgumentException(
                    texts.say(invocation, "length", option.name(), LONGEST));
        }
        if (option.type() != OptionType.WHOLE) {
            return new OptionValue.Text(text);
        }
        return switch (Quantity.parse(text)) {
            case Quantity.Exactly(var number) -> new OptionValue.Whole(number);
            case Quantity.Share _ ->
                    throw new IllegalArgumentException(
                            texts.say(invocation, "number", UserText.show(text)));
            case Quantity.Unreadable(var fault) ->
                    throw new IllegalArgumentException(quantities.refuse(invocation, text, fault));
        };
    }
}
