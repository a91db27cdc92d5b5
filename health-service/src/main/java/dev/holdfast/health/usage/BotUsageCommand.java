package dev.holdfast.health.usage;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * {@code /botusage}: how everybody used the bot, for those who run it. A root of its own, since
 * Discord shows or hides a root as a whole.
 */
@Singleton
final class BotUsageCommand implements Command {

    private final Texts texts = Texts.of(UsageFeature.NAME);
    private final WholeBotStore usage;
    private final UsageView view;

    @Inject
    BotUsageCommand(WholeBotStore usage, UsageView view) {
        this.usage = usage;
        this.view = view;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("botusage", texts.english("bot.description"))
                .forOperators()
                .anywhere()
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var range = TimeRange.last(UsageCommand.DAYS, work.now());
        return Reply.whisper(view.bot(invocation, usage.figures(range), usage.growth(range)));
    }
}
