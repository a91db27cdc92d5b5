package dev.holdfast.health.status;

import dev.holdfast.health.statuspage.StatusPage;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/** {@code /status}: how the bot is, for everyone. */
@Singleton
record HealthStatusCommand(StatusPage page, HealthStatusView view) implements Command {

    private static final Texts TEXTS = Texts.of(StatusFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("status", TEXTS.english("description")).anywhere();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        return Reply.show(view.show(invocation, page.now()));
    }
}
