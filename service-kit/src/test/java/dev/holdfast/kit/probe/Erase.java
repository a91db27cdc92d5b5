package dev.holdfast.kit.probe;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;

/** Takes from the member's tally, once they have said that it is meant. */
@Singleton
final class Erase implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("erase", "Takes from your tally")
                .option(OptionSpec.required("by", "how much", OptionType.TEXT))
                .needs(Permission.MANAGE_GUILD);
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var total = TallyStore.total(work, work.user().value()).orElse(0);
        var by = invocation.text("by").orElseThrow();
        var number = by.equals("all") ? total : Long.parseLong(by);
        if (!invocation.confirmed()) {
            var fixed = invocation.with("by", new OptionValue.Text(Long.toString(number)));
            return Reply.ask(Card.loss("🧹", "Take %d?".formatted(number)), fixed);
        }
        TallyStore.add(work, work.user().value(), -number);
        return Reply.say("took " + number);
    }
}
