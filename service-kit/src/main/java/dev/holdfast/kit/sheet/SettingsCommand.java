package dev.holdfast.kit.sheet;

import dev.holdfast.kit.command.AutocompletedCommand;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandMention;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.SheetSpec;
import dev.holdfast.kit.settings.Setting;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * A service's {@code settings} command: shows every sheet, page by page, and changes what is named,
 * or what is picked from the list below.
 */
final class SettingsCommand implements Command, AutocompletedCommand {

    private static final int LONGEST_SHOWN = 60;
    private static final int LONGEST_DESCRIPTION = 100;

    private final Texts texts = Texts.of("kit");
    private final SettingsView view = new SettingsView();
    private final ValueInput input = new ValueInput(view);
    private final Sheets sheets;
    private final SettingOptions options;
    private final CommandSpec spec;

    SettingsCommand(Sheets sheets) {
        this.sheets = sheets;
        this.options =
                new SettingOptions(
                        sheets.sheets(),
                        sheets.settings().stream()
                                .collect(Collectors.toMap(Setting::key, Setting::kind)));
        this.spec =
                options.specs().stream()
                        .reduce(
                                CommandSpec.write(sheets.path().value(), description(sheets))
                                        .needs(Permission.MANAGE_GUILD)
                                        .whispered()
                                        .opensModal(),
                                CommandSpec::option,
                                (one, _) -> one);
    }

    private String description(Sheets all) {
        var titles = all.sheets().stream().map(SheetSpec::title).collect(Collectors.joining(", "));
        return UserText.shorten(texts.english("settings.description", titles), LONGEST_DESCRIPTION);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        return options.complete(completion, lines(completion.asked(), work).values());
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        try {
            return invocation
                    .pressed()
                    .map(used -> used(used, invocation, work))
                    .orElseGet(() -> {
                        var wanted = options.wanted(invocation);
                        return Reply.whisper(
                                wanted.isEmpty()
                                        ? page(0, invocation, work)
                                        : change(wanted, invocation, work));
                    });
        } catch (IllegalArgumentException e) {
            return Reply.refuse(String.valueOf(e.getMessage()));
        }
    }

    private Reply used(Invocation.Component used, Invocation invocation, UnitOfWork work) {
        var state = used.state();
        if (state.startsWith(SettingsView.PAGE)) {
            var page = Integer.parseInt(state.substring(SettingsView.PAGE.length()));
            return Reply.update(page(page, invocation, work));
        }
        if (state.startsWith(SettingsView.EMPTY)) {
            return set(state.substring(SettingsView.EMPTY.length()), "", invocation, work);
        }
        if (state.startsWith(SettingsView.SET)) {
            var key = state.substring(SettingsView.SET.length());
            return set(key, ValueInput.picked(used), invocation, work);
        }
        var key = used.values().stream().findFirst().orElse(state);
        return invocation
                .sent()
                .map(fields -> set(key, ValueInput.sent(fields), invocation, work))
                .orElseGet(() -> open(key, invocation, work));
    }

    /** A setting was picked from the list, or the button in place of its window was pressed. */
    private Reply open(String key, Invocation invocation, UnitOfWork work) {
        var lines = lines(invocation, work);
        return Optional.ofNullable(lines.get(key))
                .map(now -> input.open(invocation, now, pageOf(key, lines)))
                .orElseGet(() -> gone(key, invocation));
    }

    private Reply set(String key, String written, Invocation invocation, UnitOfWork work) {
        var lines = lines(invocation, work);
        var now = lines.get(key);
        if (now == null) {
            return gone(key, invocation);
        }
        if (UserText.isInvisible(written) && !now.setting().optional()) {
            return Reply.refuse(texts.say(invocation, "setting.missing", now.title()));
        }
        var found = now.setting().kind().search(written);
        try {
            return Reply.update(change(Map.of(key, written), invocation, work));
        } catch (IllegalArgumentException e) {
            if (found.size() < 2) {
                throw e;
            }
            return input.search(invocation, now, pageOf(key, lines), found);
        }
    }

    private Reply gone(String key, Invocation invocation) {
        return Reply.refuse(
                texts.say(
                        invocation,
                        "setting.gone",
                        UserText.show(key, LONGEST_SHOWN),
                        CommandMention.of(sheets.path())));
    }

    private static int pageOf(String key, SequencedMap<String, SettingLine> lines) {
        return List.copyOf(lines.keySet()).indexOf(key) / SettingsView.PAGE_SIZE;
    }

    private Content page(int page, Invocation invocation, UnitOfWork work) {
        return view.page(invocation, page, lines(invocation, work));
    }

    private Content change(Map<String, String> wanted, Invocation invocation, UnitOfWork work) {
        var before = lines(invocation, work);
        sheets.change(wanted, invocation, work);
        return view.changed(invocation, wanted.keySet(), before, lines(invocation, work));
    }

    private SequencedMap<String, SettingLine> lines(Invocation invocation, UnitOfWork work) {
        return sheets.lines(Locale.forLanguageTag(invocation.locale()), work);
    }
}
