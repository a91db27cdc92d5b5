package dev.holdfast.gateway.testing;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.CommandSpec.Access;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Surface;
import jakarta.inject.Singleton;

/** An entry of messages' menus. */
@Singleton
public final class KeepMenu implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.messageMenu("Keep it", Access.READ);
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var message = invocation.message(Surface.MESSAGE).orElseThrow();
        return Reply.whisper("%s: %s".formatted(message.author().name(), message.text()));
    }
}
