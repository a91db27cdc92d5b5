package dev.holdfast.kit.sheet;

import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.protocol.TextInput;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Asks for one setting's new value: in a window that holds what it is now, or in a list where there
 * are only so many. One at a time, so that nobody sends back what somebody else has changed since.
 */
final class ValueInput {

    static final String VALUE = "value";
    private static final int LONGEST = 1_000;
    private static final int LONGEST_LABEL = 45;
    private static final int LONGEST_PLACEHOLDER = 100;

    private final Texts texts = Texts.of("kit");
    private final SettingsView view;

    ValueInput(SettingsView view) {
        this.view = view;
    }

    /** The window or list; a window's state is the setting's key. */
    Reply open(Invocation invocation, SettingLine now, int page) {
        return switch (now.setting().kind().word()) {
            case NUMBER, TEXT, DURATION, TIME_ZONE -> window(invocation, now);
            case CHOICE, YES_NO, LANGUAGE -> list(invocation, now, page, now.choices());
            case CHANNEL -> picker(invocation, now, page, Select.Kind.CHANNEL);
            case ROLE -> picker(invocation, now, page, Select.Kind.ROLE);
        };
    }

    private static Reply window(Invocation invocation, SettingLine now) {
        var input =
                TextInput.line(VALUE, label(invocation, now))
                        .placeholder(UserText.shorten(now.meaning(), LONGEST_PLACEHOLDER))
                        .between(1, LONGEST)
                        .filled(now.written());
        return new Reply.Modal(
                now.title(),
                now.key(),
                List.of(now.setting().optional() ? input.between(0, LONGEST).optional() : input));
    }

    /** Its meaning, where there is room for all of it; else its bounds, or its name alone. */
    private static String label(Invocation invocation, SettingLine now) {
        var bounds = now.setting().kind().bounds(Locale.forLanguageTag(invocation.locale()));
        return Stream.of(now.meaning(), bounds)
                .filter(text -> !text.isEmpty() && UserText.length(text) <= LONGEST_LABEL)
                .findFirst()
                .orElse(now.title());
    }

    private Reply list(
            Invocation invocation, SettingLine now, int page, List<OptionSpec.Choice> choices) {
        var options =
                choices.stream()
                        .map(it ->
                                Select.Option.of(it.name(), it.value())
                                        .chosenWhen(it.value().equals(now.written())))
                        .toList();
        return Reply.update(
                view.one(
                        invocation,
                        now,
                        page,
                        Select.of(SettingsView.SET + now.key(), options)
                                .placeholder(texts.say(invocation, "settings.value"))));
    }

    private Reply picker(Invocation invocation, SettingLine now, int page, Select.Kind kind) {
        var select =
                Select.of(SettingsView.SET + now.key(), kind)
                        .placeholder(texts.say(invocation, "settings.value"));
        return Reply.update(view.one(invocation, now, page, select));
    }

    /** What was written may be the beginning of several names: these are then offered. */
    Reply search(Invocation invocation, SettingLine now, int page, List<String> found) {
        var choices = found.stream().map(name -> new OptionSpec.Choice(name, name)).toList();
        return list(invocation, now, page, choices);
    }

    /** Options of a command by key, as people would have written them. */
    static String written(OptionValue value) {
        return switch (value) {
            case OptionValue.Text(var text) -> text;
            case OptionValue.Whole(var number) -> Long.toString(number);
            case OptionValue.Flag(var set) -> set ? "yes" : "no";
            case OptionValue.Channel(var channel, _) -> channel.toString();
            case OptionValue.Role(var role, _) -> role.toString();
            case OptionValue.Decimal _,
                    OptionValue.Person _,
                    OptionValue.File _,
                    OptionValue.Message _ ->
                    throw new IllegalStateException("the kit let through " + value);
        };
    }

    /** What was picked in a list of values, channels or roles. */
    static String picked(Invocation.Component used) {
        return used.picked().stream()
                .findFirst()
                .map(ValueInput::written)
                .or(() -> used.values().stream().findFirst())
                .orElse("");
    }

    static String sent(Map<String, String> fields) {
        return fields.getOrDefault(VALUE, "");
    }
}
