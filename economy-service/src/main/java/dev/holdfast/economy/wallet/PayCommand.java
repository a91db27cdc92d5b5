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
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code /pay member amount [note]}: from one member to another. */
@Singleton
final class PayCommand implements Command {

    private static final Reason REASON = new Reason("wallet", "pay");

    private final Texts texts = Texts.of("wallet");
    private final AmountOption amount = new AmountOption(texts, 1);
    private final Wallets wallets;
    private final Refusals refusals;

    @Inject
    PayCommand(Wallets wallets, Refusals refusals) {
        this.wallets = wallets;
        this.refusals = refusals;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("pay", texts.english("pay.description"))
                .option(
                        OptionSpec.required(
                                "member", texts.english("pay.member"), OptionType.PERSON))
                .option(amount.spec())
                .option(
                        OptionSpec.optional("note", texts.english("pay.note"), OptionType.TEXT)
                                .between(1, Memo.LONGEST));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var payee = invocation.person("member").orElseThrow();
        if (payee.bot()) {
            return Reply.refuse(texts.say(invocation, "bot"));
        }
        return amount.use(
                invocation,
                () -> wallets.balance(work, invocation.user()),
                coins -> pay(invocation, work, payee.user(), coins));
    }

    private Reply pay(Invocation invocation, UnitOfWork work, UserId payee, long amount) {
        var note = invocation.text("note").map(Memo::clean).orElse(null);
        var coins = new Coins(amount, REASON, note);
        return switch (wallets.pay(work, invocation.user(), payee, coins)) {
            case Transfer.Sent(var left, _) -> sent(invocation, work, payee, amount, left);
            case Transfer.Refused refused ->
                    refusals.of(refused, invocation.user(), invocation, work);
        };
    }

    private Reply sent(
            Invocation invocation, UnitOfWork work, UserId payee, long amount, long left) {
        var currency = work.settings(WalletSettings.KEY);
        return Reply.say(
                texts.say(
                        invocation,
                        "pay.sent",
                        currency.coins(amount),
                        payee,
                        currency.coins(left)));
    }
}
