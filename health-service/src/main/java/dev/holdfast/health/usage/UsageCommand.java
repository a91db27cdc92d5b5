package dev.holdfast.health.usage;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code /usage}: how an admin's server used the bot in the last 30 days. */
@Singleton
final class UsageCommand implements Command {

    static final int DAYS = 30;

    private final Texts texts = Texts.of(UsageFeature.NAME);
    private final UsageView view;

    @Inject
    UsageCommand(UsageView view) {
        this.view = view;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("usage", texts.english("description"))
                .needs(Permission.MANAGE_GUILD)
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var figures = UsageStore.figures(work, TimeRange.last(DAYS, work.now()));
        return Reply.whisper(view.server(invocation, figures));
    }
}
