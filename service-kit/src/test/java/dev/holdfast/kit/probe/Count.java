package dev.holdfast.kit.probe;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;

/** Adds to the member's tally; refuses to add 13, after having added it. */
@Singleton
final class Count implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("count", "Adds to your tally")
                .option(
                        OptionSpec.required("by", "how much to add", OptionType.WHOLE)
                                .between(1, 100));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var by = invocation.whole("by").orElse(1L);
        var total = TallyStore.add(work, work.user().value(), by);
        return by == 13 ? Reply.refuse("not 13") : Reply.say("total " + total);
    }
}
