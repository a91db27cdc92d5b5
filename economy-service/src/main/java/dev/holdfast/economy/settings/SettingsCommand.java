package dev.holdfast.economy.settings;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Embed;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code /economy settings}: shows every feature's settings, and changes those that are given, or
 * the one that is picked from the list below them.
 */
@Singleton
final class SettingsCommand implements Command {

    private static final int COLOR = 0x5865F2;
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
                    .orElseGet(() ->
                            new Reply.Message(change(invocation.options(), invocation, work)));
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
            return form.open(option.get(), now(name, work));
        }
        var value = form.read(invocation, option.get());
        return new Reply.Update(change(Map.of(name, value), invocation, work));
    }

    private String now(String option, UnitOfWork work) {
        return lines(work)
                .filter(line -> line.option().equals(option))
                .map(SettingsSheet.Line::value)
                .findFirst()
                .orElseThrow();
    }

    private Stream<SettingsSheet.Line> lines(UnitOfWork work) {
        return sheets.stream().flatMap(sheet -> sheet.lines(work).stream());
    }

    private Content change(
            Map<String, OptionValue> wanted, Invocation invocation, UnitOfWork work) {
        // Every sheet gets its turn, whatever an earlier one had to change.
        sheets.forEach(sheet -> sheet.change(wanted, work));
        var content = Content.embed(embed(wanted.keySet(), invocation, work));
        var options = lines(work).map(SettingsCommand::option).toList();
        for (var from = 0; from < options.size(); from += LONGEST_LIST) {
            var some = options.subList(from, Math.min(from + LONGEST_LIST, options.size()));
            var list = Select.of(PICK + from, some).placeholder(texts.say(invocation, "pick"));
            content = content.row(list);
        }
        return content;
    }

    private static Select.Option option(SettingsSheet.Line line) {
        return Select.Option.of(line.option(), line.option()).described(line.value());
    }

    private Embed embed(Set<String> changed, Invocation invocation, UnitOfWork work) {
        var title = texts.say(invocation, changed.isEmpty() ? "title" : "changed");
        var embed = Embed.titled(title).color(COLOR);
        for (var sheet : sheets) {
            var lines =
                    sheet.lines(work).stream()
                            .map(line -> line(changed, line))
                            .collect(Collectors.joining("\n"));
            embed = embed.field(sheet.title(invocation), lines, false);
        }
        return embed.footer(texts.say(invocation, "footer"));
    }

    private static String line(Set<String> changed, SettingsSheet.Line line) {
        var mark = changed.contains(line.option()) ? " ✅" : "";
        return "`%s` %s%s".formatted(line.option(), line.value(), mark);
    }
}
