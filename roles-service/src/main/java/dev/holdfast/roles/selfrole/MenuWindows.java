package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.TextInput;
import dev.holdfast.kit.settings.Durations;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.List;

/** The windows of the editor, filled with what is so now. */
@Singleton
record MenuWindows(RoleNames names) {

    static final String NAME = "name";
    static final String TEXT = "text";
    static final String EMOJI = "emoji";
    static final String LABEL = "label";
    static final String TIME = "time";

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_LABEL = 80;
    private static final int LONGEST_DESCRIPTION = 100;

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    Reply open(EditState state, Menu menu, Invocation invocation, UnitOfWork work) {
        return switch (state.step()) {
            case TEXT ->
                    window(
                            "text",
                            state,
                            invocation,
                            List.of(
                                    line(NAME, "window.name", invocation)
                                            .between(1, MenuOption.LONGEST)
                                            .filled(menu.name()),
                                    line(TEXT, "window.text", invocation)
                                            .paragraph()
                                            .optional()
                                            .between(0, LONGEST_TEXT)
                                            .filled(menu.text())));
            case LOOK -> {
                var role = menu.find(state.roleId()).orElseThrow();
                yield window(
                        "look",
                        state,
                        invocation,
                        List.of(
                                line(EMOJI, "window.emoji", invocation)
                                        .optional()
                                        .between(0, MenuEmoji.LONGEST)
                                        .filled(role.emoji())
                                        .placeholder("🎨"),
                                line(LABEL, "window.label", invocation)
                                        .optional()
                                        .between(0, LONGEST_LABEL)
                                        .filled(role.label())
                                        .placeholder(names.plain(work, role.role(), LONGEST_LABEL)),
                                line(TEXT, "window.description", invocation)
                                        .optional()
                                        .between(0, LONGEST_DESCRIPTION)
                                        .filled(role.description())));
            }
            case LASTING -> {
                var lasting = menu.rules().lasting();
                yield window(
                        "lasting",
                        state,
                        invocation,
                        List.of(
                                line(TIME, "window.time", invocation)
                                        .optional()
                                        .between(0, 50)
                                        .filled(lasting == null ? "" : Durations.show(lasting))
                                        .placeholder(TEXTS.say(invocation, "window.time.hint"))));
            }
            case CONFIRM ->
                    window(
                            "confirm",
                            state,
                            invocation,
                            List.of(
                                    line(NAME, "confirm.label", invocation)
                                            .between(1, LONGEST_NAME)
                                            .placeholder(
                                                    names.plain(
                                                            work, state.roleId(), LONGEST_NAME))));
            case SHOW, ADD, PICK, UP, DOWN, REMOVE, RULES, MOST, REQUIRED, KEEPS, POST ->
                    throw new IllegalArgumentException("no window: " + state);
        };
    }

    private TextInput line(String id, String key, Invocation invocation) {
        return TextInput.line(id, TEXTS.say(invocation, key));
    }

    private Reply window(
            String key, EditState state, Invocation invocation, List<TextInput> inputs) {
        return new Reply.Modal(TEXTS.say(invocation, key + ".title"), state.toString(), inputs);
    }
}
