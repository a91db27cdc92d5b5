package dev.holdfast.kit.command;

import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares the options of an invocation with what the command asks for. */
final class OptionsValidator {

    private static final double BYTES_PER_MIB = 1024 * 1024;

    private final Texts texts;

    OptionsValidator(Texts texts) {
        this.texts = texts;
    }

    /** A sentence about the first option that does not fit. */
    Optional<String> misfit(CommandSpec spec, Invocation invocation) {
        for (var name : invocation.options().keySet()) {
            if (spec.options().stream().noneMatch(option -> option.name().equals(name))) {
                return Optional.of(
                        texts.say(invocation, "unknown.option", spec.path(), UserText.show(name)));
            }
        }
        for (var option : spec.options()) {
            var misfit = misfit(spec, option, invocation);
            if (misfit.isPresent()) {
                return misfit;
            }
        }
        return Optional.empty();
    }

    private Optional<String> misfit(CommandSpec spec, OptionSpec option, Invocation invocation) {
        var value = invocation.options().get(option.name());
        if (value == null) {
            return option.required()
                    ? Optional.of(
                            texts.say(
                                    invocation,
                                    "missing.option",
                                    spec.path(),
                                    option.name(),
                                    option.description()))
                    : Optional.empty();
        }
        if (type(value) != option.type()) {
            return Optional.of(
                    texts.say(
                            invocation,
                            "option.type",
                            option.name(),
                            spec.path(),
                            option.description()));
        }
        return switch (value) {
            case OptionValue.Whole(var number) ->
                    bounds(option, invocation, (double) number, "option.least", "option.most");
            case OptionValue.Decimal(var number) ->
                    bounds(option, invocation, number, "option.least", "option.most");
            case OptionValue.Text(var text) ->
                    choice(option, invocation, text)
                            .or(() ->
                                    bounds(
                                            option,
                                            invocation,
                                            UserText.length(text),
                                            "option.short",
                                            "option.long"));
            case OptionValue.File file -> file(option, invocation, file);
            case OptionValue.Flag _,
                    OptionValue.Person _,
                    OptionValue.Channel _,
                    OptionValue.Role _,
                    OptionValue.Message _ ->
                    Optional.empty();
        };
    }

    private Optional<String> bounds(
            OptionSpec option, Invocation invocation, double value, String below, String above) {
        if (option.minimum() != null && value < option.minimum()) {
            return Optional.of(texts.say(invocation, below, option.name(), option.minimum()));
        }
        if (option.maximum() != null && value > option.maximum()) {
            return Optional.of(texts.say(invocation, above, option.name(), option.maximum()));
        }
        return Optional.empty();
    }

    private Optional<String> file(OptionSpec option, Invocation invocation, OptionValue.File file) {
        var most = option.maximum() == null ? Attachment.LARGEST : option.maximum();
        if (file.size() > Math.min(most, Attachment.LARGEST)) {
            return Optional.of(
                    texts.say(invocation, "file.large", option.name(), most / BYTES_PER_MIB));
        }
        return choice(option, invocation, file.contentType());
    }

    private Optional<String> choice(OptionSpec option, Invocation invocation, String text) {
        if (option.choices().isEmpty()
                || option.choices().stream().anyMatch(choice -> choice.value().equals(text))) {
            return Optional.empty();
        }
        var names =
                option.choices().stream()
                        .map(OptionSpec.Choice::name)
                        .collect(Collectors.joining(", "));
        return Optional.of(texts.say(invocation, "option.choice", option.name(), names));
    }

    private static OptionType type(OptionValue value) {
        return switch (value) {
            case OptionValue.Text _ -> OptionType.TEXT;
            case OptionValue.Whole _ -> OptionType.WHOLE;
            case OptionValue.Decimal _ -> OptionType.DECIMAL;
            case OptionValue.Flag _ -> OptionType.FLAG;
            case OptionValue.Person _ -> OptionType.PERSON;
            case OptionValue.Channel _ -> OptionType.CHANNEL;
            case OptionValue.Role _ -> OptionType.ROLE;
            case OptionValue.File _ -> OptionType.FILE;
            case OptionValue.Message _ -> OptionType.MESSAGE;
        };
    }
}
