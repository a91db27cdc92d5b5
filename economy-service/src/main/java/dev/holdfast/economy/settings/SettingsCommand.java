package dev.holdfast.economy.settings;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Embed;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** {@code /economy settings}: shows every feature's settings, and changes those that are given. */
@Singleton
final class SettingsCommand implements Command {

    private static final int COLOR = 0x5865F2;

    private final Texts texts = Texts.of("settings");
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
                        .needs(Permission.MANAGE_GUILD);
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
            // Every sheet gets its turn, whatever an earlier one had to change.
            sheets.forEach(sheet -> sheet.change(invocation, work));
        } catch (IllegalArgumentException nonsense) {
            return Reply.refuse(String.valueOf(nonsense.getMessage()));
        }
        return new Reply.Message(Content.embed(embed(invocation, work)));
    }

    private Embed embed(Invocation invocation, UnitOfWork work) {
        var changed = !invocation.options().isEmpty();
        var embed = Embed.titled(texts.say(invocation, changed ? "changed" : "title")).color(COLOR);
        for (var sheet : sheets) {
            var lines =
                    sheet.lines(work).stream()
                            .map(line -> line(invocation, line))
                            .collect(Collectors.joining("\n"));
            embed = embed.field(sheet.title(invocation), lines, false);
        }
        return embed.footer(texts.say(invocation, "footer"));
    }

    private static String line(Invocation invocation, SettingsSheet.Line line) {
        var changed = invocation.options().containsKey(line.option());
        return "`%s` %s%s".formatted(line.option(), line.value(), changed ? " ✅" : "");
    }
}
