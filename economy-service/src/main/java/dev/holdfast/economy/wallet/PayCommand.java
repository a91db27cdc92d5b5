package dev.holdfast.economy.wallet;

import dev.holdfast.economy.ledger.Coins;
import dev.holdfast.economy.ledger.Payment;
import dev.holdfast.economy.ledger.Reason;
import dev.holdfast.economy.ledger.Transfer;
import dev.holdfast.kit.command.BatchedCommand;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code /pay member amount [note]}: from one member to another. */
@Singleton
final class PayCommand implements BatchedCommand {

    private static final Reason REASON = new Reason("wallet", "pay");

    private final Texts texts = Texts.of("wallet");
    private final AmountOption amount = AmountOption.numberOrShare(texts, 1);
    private final Wallets wallets;
    private final Refusals refusals;

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

    /** What an invocation comes to before coins move. */
    private sealed interface Step {

        record Refused(Reply reply) implements Step {}

        record Asks(Reply question) implements Step {}

        record Pays(Payment payment) implements Step {}
    }

    @Override
    public List<Reply> runAll(List<Invocation> invocations, UnitOfWork work) {
        var steps = invocations.stream().map(each -> step(each, work)).toList();
        var payments =
                steps.stream()
                        .flatMap(each ->
                                each instanceof Step.Pays(var payment)
                                        ? Stream.of(payment)
                                        : Stream.empty())
                        .toList();
        var transfers =
                payments.isEmpty()
                        ? Collections.<Transfer>emptyIterator()
                        : wallets.payAll(work, payments).iterator();
        return IntStream.range(0, steps.size())
                .mapToObj(each ->
                        switch (steps.get(each)) {
                            case Step.Refused(var reply) -> reply;
                            case Step.Asks(var question) -> question;
                            case Step.Pays(var payment) ->
                                    reply(invocations.get(each), work, payment, transfers.next());
                        })
                .toList();
    }

    private Step step(Invocation invocation, UnitOfWork work) {
        var payee = invocation.person("member").orElseThrow();
        if (payee.bot()) {
            return new Step.Refused(Reply.refuse(texts.say(invocation, "bot")));
        }
        if (payee.outside()) {
            return new Step.Refused(
                    Reply.refuse(texts.say(invocation, "pay.outside", payee.user())));
        }
        return amount.<Step>use(
                invocation,
                () -> wallets.balance(work, invocation.user()),
                coins -> toPay(invocation, work, payee.user(), coins),
                Step.Refused::new);
    }

    /** What is more than the guild's bound is asked first, where there are that many coins. */
    private Step toPay(Invocation invocation, UnitOfWork work, UserId payee, long coins) {
        var currency = work.settings(WalletSettings.KEY);
        if (coins > currency.confirmAbove() && !invocation.confirmed()) {
            var has = wallets.balance(work, invocation.user());
            if (has >= coins && !payee.equals(invocation.user())) {
                return new Step.Asks(question(invocation, payee, coins, has - coins, currency));
            }
        }
        return new Step.Pays(payment(invocation, payee, coins));
    }

    private Reply question(
            Invocation invocation, UserId payee, long coins, long left, WalletSettings currency) {
        var card =
                Card.loss("💰", texts.say(invocation, "pay.ask.title"))
                        .about(payee)
                        .amount(currency.amount(coins))
                        .line(texts.say(invocation, "pay.ask", payee, currency.coins(left)));
        return Reply.ask(card, amount.as(coins, invocation));
    }

    private static Payment payment(Invocation invocation, UserId payee, long amount) {
        var note =
                invocation.text("note").map(Memo::clean).filter(it -> !it.isEmpty()).orElse(null);
        return new Payment(
                invocation.operation(), invocation.user(), payee, new Coins(amount, REASON, note));
    }

    private Reply reply(
            Invocation invocation, UnitOfWork work, Payment payment, Transfer transfer) {
        return switch (transfer) {
            case Transfer.Sent _ -> sent(invocation, work, payment);
            case Transfer.Refused refused ->
                    refusals.of(
                            refused, invocation.user(), payment.coins().amount(), invocation, work);
        };
    }

    /** For everybody to see, so not what the payer has left. */
    private Reply sent(Invocation invocation, UnitOfWork work, Payment payment) {
        var currency = work.settings(WalletSettings.KEY);
        var card =
                Card.gain("💰", texts.say(invocation, "pay.title"))
                        .about(payment.payee())
                        .amount("+" + currency.amount(payment.coins().amount()))
                        .line(texts.say(invocation, "pay.from", payment.payer()));
        var note = payment.coins().memo();
        var noted = note == null ? card : card.line("> " + Memo.quote(note));
        return Reply.show(Content.card(noted).pinging(payment.payee()));
    }
}
