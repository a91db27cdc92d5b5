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
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;

/** {@code /holdfast prefix}: shows or changes what commands in messages begin with. */
@Singleton
final class PrefixCommand implements Command {

    private static final String PREFIX = "prefix";
    private static final int MOST = 20;

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
            return answer(texts.say(invocation, "prefix.shown", now.prefix()));
        }
        var prefix = wanted.get().strip();
        return PrefixFault.of(prefix)
                .map(fault ->
                        Reply.refuse(
                                texts.say(invocation, fault.key(), UserText.show(prefix, MOST))))
                .orElseGet(() -> {
                    work.change(GuildSettings.KEY, now.prefix(prefix));
                    return answer(texts.say(invocation, "prefix.changed", prefix));
                });
    }

    private static Reply answer(String sentence) {
        return Reply.whisper(Card.sentence(Card.Kind.INFO, sentence));
    }
}
