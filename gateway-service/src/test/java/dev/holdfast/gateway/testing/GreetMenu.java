package dev.holdfast.gateway.testing;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.CommandSpec.Access;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Surface;
import jakarta.inject.Singleton;

/** An entry of members' menus. */
@Singleton
public final class GreetMenu implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.userMenu("Greet", Access.READ);
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var whom = invocation.person(Surface.MEMBER).orElseThrow();
        return Reply.whisper(whom.outside() ? whom.name() + " is gone" : "Hello " + whom.name());
    }
}
