package dev.holdfast.gateway.maintenance;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * {@code /operator maintenance}: an operator pauses the bot, or lets it work again; in the server
 * where it is used, or everywhere when it is used in direct messages.
 */
@Singleton
final class MaintenanceCommand implements Command {

    private static final String REASON = "reason";
    private static final int LONGEST = 300;

    private final Maintenances maintenances;
    private final Operators operators;
    private final Texts texts = Texts.of("maintenance");

    @Inject
    MaintenanceCommand(Maintenances maintenances, Operators operators) {
        this.maintenances = maintenances;
        this.operators = operators;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("operator maintenance", texts.english("description"))
                .option(
                        OptionSpec.optional(REASON, texts.english("reason"), OptionType.TEXT)
                                .between(1, LONGEST))
                .anywhere()
                .forOperators()
                .whispered();
    }

    /** Direct messages are guild 0, and so is what holds everywhere. */
    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        if (!operators.has(invocation.user())) {
            return Reply.refuse(texts.say(invocation, "operators.only"));
        }
        var where = work.guild().equals(GuildId.DIRECT) ? "bot" : "guild";
        var reason = invocation.text(REASON);
        if (reason.isPresent() && !reason.get().isBlank()) {
            maintenances.begin(work, reason.get(), invocation.user().toString());
            return answer(texts.say(invocation, where + ".rests", reason.get()));
        }
        var ended = maintenances.end(work);
        return answer(texts.say(invocation, where + (ended ? ".works" : ".worked")));
    }

    private static Reply answer(String sentence) {
        return Reply.whisper(Card.sentence(Card.Kind.WAIT, sentence));
    }
}
