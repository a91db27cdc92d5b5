package dev.holdfast.economy.wallet;

import dev.holdfast.economy.ledger.Coins;
import dev.holdfast.economy.ledger.Reason;
import dev.holdfast.economy.ledger.Transfer;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code /tip member}: one coin for somebody who was kind. */
@Singleton
final class TipCommand implements Command {

    private static final Reason REASON = new Reason("wallet", "pay");

    private final Wallets wallets;
    private final Refusals refusals;

    @Inject
    TipCommand(Wallets wallets, Refusals refusals) {
        this.wallets = wallets;
        this.refusals = refusals;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("tip", "Gives one coin to somebody who was kind")
                .option(OptionSpec.required("member", "who was kind", OptionType.PERSON));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var person = invocation.person("member").orElseThrow();
        if (person.bot()) {
            return Reply.refuse("Bots own nothing. Pick a member.");
        }
        var kind = person.user();
        var coin = new Coins(1, REASON, "tip");
        return switch (wallets.pay(work, invocation.user(), kind, coin)) {
            case Transfer.Sent _ -> Reply.say("<@%s> gets a coin. Well done!".formatted(kind));
            case Transfer.Refused refused ->
                    refusals.of(refused, invocation.user(), coin.amount(), invocation, work);
        };
    }
}
