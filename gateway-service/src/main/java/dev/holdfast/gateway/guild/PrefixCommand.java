package dev.holdfast.gateway.guild;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.sheet.SettingsView;
import dev.holdfast.kit.sheet.Sheets;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code /holdfast prefix}: shows or changes what commands in messages begin with. */
@Singleton
final class PrefixCommand implements Command {

    private static final String PREFIX = "prefix";

    private final Texts texts = Texts.of("guild");
    private final SettingsView view = new SettingsView();
    private final Sheets sheets;

    PrefixCommand(Sheets sheets) {
        this.sheets = sheets;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("holdfast prefix", texts.english("prefix.description"))
                .option(
                        OptionSpec.optional(
                                PREFIX, texts.english("prefix.option"), OptionType.TEXT))
                .needs(Permission.MANAGE_GUILD)
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var wanted = invocation.text(PREFIX);
        var locale = Locale.forLanguageTag(invocation.locale());
        var now = sheets.lines(locale, work);
        if (wanted.isEmpty()) {
            var prefix = work.settings(GuildSettings.KEY).prefix();
            return Reply.whisper(
                    Card.sentence(Card.Kind.INFO, texts.say(invocation, "prefix.shown", prefix)));
        }
        try {
            sheets.change(Map.of(PREFIX, wanted.get()), invocation, work);
        } catch (IllegalArgumentException e) {
            return Reply.refuse(String.valueOf(e.getMessage()));
        }
        var prefix = work.settings(GuildSettings.KEY).prefix();
        return Reply.whisper(
                view.card(invocation, Set.of(PREFIX), now, sheets.lines(locale, work))
                        .line(texts.say(invocation, "prefix.changed", prefix)));
    }
}
