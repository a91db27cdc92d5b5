package dev.holdfast.economy.wallet;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.CommandSpec.Access;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/** "Balance" in a member's menu: what that member has, shown to whoever opened it. */
@Singleton
record BalanceMenu(BalanceCommand balance) implements Command {

    private static final Texts TEXTS = Texts.of("wallet");

    @Override
    public CommandSpec spec() {
        return CommandSpec.userMenu(TEXTS.english("balance.title"), Access.READ);
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var shown = balance.run(invocation, work);
        return shown instanceof Reply.Message(var content) ? new Reply.Whisper(content) : shown;
    }
}
