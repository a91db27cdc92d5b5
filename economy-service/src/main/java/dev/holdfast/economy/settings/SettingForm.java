package dev.holdfast.economy.settings;

import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.TextInput;
import dev.holdfast.kit.text.Texts;
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

    SettingForm(Texts texts) {
        this.texts = texts;
    }

    /** The window; its state is the option's name. */
    Reply open(OptionSpec option, String now) {
        var label = option.description();
        var shown =
                label.length() <= LONGEST_LABEL
                        ? label
                        : label.substring(0, LONGEST_LABEL - 1).strip() + "…";
        var input = TextInput.line(VALUE, shown).between(1, LONGEST).filled(now);
        return new Reply.Modal(option.name(), option.name(), List.of(input));
    }

    /**
     * What was written into it.
     *
     * @throws IllegalArgumentException with a sentence for the person, where it makes no sense
     */
    OptionValue read(Invocation invocation, OptionSpec option) {
        var text = invocation.sent().orElseThrow().getOrDefault(VALUE, "").strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    texts.say(invocation, "length", option.name(), LONGEST));
        }
        if (option.type() != OptionType.WHOLE) {
            return new OptionValue.Text(text);
        }
        var digits = text.replaceAll("(?<=\\d)[,_ ](?=\\d{3})", "");
        if (!digits.matches("-?\\d{1,15}")) {
            throw new IllegalArgumentException(texts.say(invocation, "number", text));
        }
        return new OptionValue.Whole(Long.parseLong(digits));
    }
}
