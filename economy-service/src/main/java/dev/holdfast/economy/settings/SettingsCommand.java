package dev.holdfast.economy.settings;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /economy settings}: shows every feature's settings, and changes those that are given, or
 * the one that is picked from the list below them.
 */
@Singleton
final class SettingsCommand implements Command {

    private static final String EMOJI = "⚙️";
    private static final int LONGEST_LIST = 25;
    private static final String PICK = "pick-";

    private final Texts texts = Texts.of("settings");
    private final SettingForm form = new SettingForm(texts);
    private final List<SettingsSheet> sheets;
    private final CommandSpec spec;

    @Inject
    SettingsCommand(@All List<SettingsSheet> sheets) {
        this.sheets =
                sheets.stream()
                        .sorted(Comparator.comparing(sheet -> sheet.options().getFirst().name()))
                        .toList();
        var bare =
                CommandSpec.write("economy settings", texts.english("description"))
                        .needs(Permission.MANAGE_GUILD)
                        .whispered()
                        .opensModal();
        this.spec =
                this.sheets.stream()
                        .flatMap(sheet -> sheet.options().stream())
                        .reduce(bare, CommandSpec::option, (one, _) -> one);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        try {
            return invocation
                    .pressed()
                    .map(used -> picked(used, invocation, work))
                    .orElseGet(() -> Reply.whisper(change(invocation.options(), invocation, work)));
        } catch (IllegalArgumentException nonsense) {
            return Reply.refuse(String.valueOf(nonsense.getMessage()));
        }
    }

    /** A setting was picked from the list, or its window was sent. */
    private Reply picked(Invocation.Component used, Invocation invocation, UnitOfWork work) {
        var name = used.values().stream().findFirst().orElse(used.state());
        var option = spec.option(name);
        if (option.isEmpty()) {
            return Reply.refuse(texts.say(invocation, "gone", UserText.show(name)));
        }
        if (invocation.sent().isEmpty()) {
            return form.open(now(name, invocation, work));
        }
        var value = form.read(invocation, option.get());
        return new Reply.Update(change(Map.of(name, value), invocation, work));
    }

    private SettingsSheet.Line now(String option, Invocation invocation, UnitOfWork work) {
        return Optional.ofNullable(lines(invocation, work).get(option)).orElseThrow();
    }

    /** By option, in the order of the sheets. */
    private Map<String, SettingsSheet.Line> lines(Invocation invocation, UnitOfWork work) {
        var lines = new LinkedHashMap<String, SettingsSheet.Line>();
        sheets.stream()
                .flatMap(sheet -> sheet.lines(invocation, work).stream())
                .forEach(line -> lines.put(line.option(), line));
        return lines;
    }

    private Content change(
            Map<String, OptionValue> wanted, Invocation invocation, UnitOfWork work) {
        var before = lines(invocation, work);
        // Every sheet gets its turn, whatever an earlier one had to change.
        sheets.forEach(sheet -> sheet.change(wanted, work));
        var now = lines(invocation, work);
        var card =
                wanted.isEmpty()
                        ? all(invocation, work)
                        : changed(invocation, wanted.keySet(), before, now);
        return pickable(Content.card(card), invocation, List.copyOf(now.values()));
    }

    /** Each setting with its value, and what it means in small print. */
    private Card all(Invocation invocation, UnitOfWork work) {
        var card = Card.info(EMOJI, texts.say(invocation, "title"));
        for (var sheet : sheets) {
            card = card.divider().line("**%s**".formatted(sheet.title(invocation)));
            for (var line : sheet.lines(invocation, work)) {
                card = card.field(line.name(), line.value()).line("-# " + line.meaning());
            }
        }
        return card;
    }

    /** Before and after. */
    private Card changed(
            Invocation invocation,
            Set<String> options,
            Map<String, SettingsSheet.Line> before,
            Map<String, SettingsSheet.Line> now) {
        var card = Card.info(EMOJI, texts.say(invocation, "changed"));
        for (var line : now.values()) {
            if (options.contains(line.option())) {
                var old = Objects.requireNonNull(before.get(line.option())).value();
                card =
                        card.field(line.name(), "%s → **%s**".formatted(old, line.value()))
                                .line("-# " + line.meaning());
            }
        }
        return card;
    }

    private Content pickable(
            Content content, Invocation invocation, List<SettingsSheet.Line> lines) {
        var options = lines.stream().map(SettingsCommand::option).toList();
        var with = content;
        for (var from = 0; from < options.size(); from += LONGEST_LIST) {
            var some = options.subList(from, Math.min(from + LONGEST_LIST, options.size()));
            var list = Select.of(PICK + from, some).placeholder(texts.say(invocation, "pick"));
            with = with.row(list);
        }
        return with;
    }

    private static Select.Option option(SettingsSheet.Line line) {
        return Select.Option.of(line.name(), line.option()).described(line.value());
    }
}
