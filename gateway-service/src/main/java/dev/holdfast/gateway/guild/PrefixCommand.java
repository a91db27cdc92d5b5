package dev.holdfast.gateway.guild;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/** {@code /holdfast prefix}: shows or changes what commands in messages begin with. */
@Singleton
final class PrefixCommand implements Command {

    private static final String PREFIX = "prefix";

    private final Texts texts = Texts.of("guild");

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
        var now = work.settings(GuildSettings.KEY);
        if (wanted.isEmpty()) {
            return Reply.whisper(texts.say(invocation, "prefix.shown", now.prefix()));
        }
        try {
            var settings = now.prefix(wanted.get());
            work.change(GuildSettings.KEY, settings);
            return Reply.whisper(texts.say(invocation, "prefix.changed", settings.prefix()));
        } catch (IllegalArgumentException refused) {
            return Reply.refuse(String.valueOf(refused.getMessage()));
        }
    }
}
