package dev.holdfast.kit.probe;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;

/** Fails with the words it is given. */
@Singleton
final class Stumble implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("stumble", "Fails")
                .option(OptionSpec.required("saying", "what it says", OptionType.TEXT));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        throw new UnsupportedOperationException(invocation.text("saying").orElseThrow());
    }
}
