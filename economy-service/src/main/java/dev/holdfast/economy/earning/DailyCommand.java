package dev.holdfast.economy.earning;

import dev.holdfast.economy.ledger.Coins;
import dev.holdfast.economy.ledger.Reason;
import dev.holdfast.economy.ledger.Transfer;
import dev.holdfast.economy.wallet.Refusals;
import dev.holdfast.economy.wallet.WalletSettings;
import dev.holdfast.economy.wallet.Wallets;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/** {@code /daily}: coins once a day, more for each day in a row. */
@Singleton
record DailyCommand(EarningStore claims, Wallets wallets, Refusals refusals, NextEarning next)
        implements Command {

    static final String KIND = "daily";
    private static final Reason REASON = new Reason(EarningFeature.NAME, KIND);

    private static final Texts TEXTS = Texts.of(EarningFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("daily", TEXTS.english("daily.description"));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var terms = work.settings(EarningSettings.KEY);
        var claim =
                claims.take(
                        work, invocation.user(), KIND, terms.dailyCooldown(), terms.streakWindow());
        return switch (claim) {
            case EarningClaim.Taken taken -> pay(invocation, work, terms, taken);
            case EarningClaim.Cooling cooling -> Reply.refuse(cooling(invocation, cooling));
        };
    }

    private Card cooling(Invocation invocation, EarningClaim.Cooling cooling) {
        return Card.wait("📆", TEXTS.say(invocation, "daily.title"))
                .line(
                        TEXTS.say(
                                invocation,
                                "daily.cooling",
                                EarningFeature.relative(cooling.next())))
                .field(
                        TEXTS.say(invocation, "daily.streak"),
                        TEXTS.say(invocation, "daily.count", cooling.streak()))
                .field(TEXTS.say(invocation, "daily.kept"), EarningFeature.dated(cooling.kept()));
    }

    private Reply pay(
            Invocation invocation,
            UnitOfWork work,
            EarningSettings terms,
            EarningClaim.Taken taken) {
        var bonus = terms.bonus(taken.streak());
        var coins = Coins.of(terms.dailyPayout() + bonus, REASON);
        return switch (wallets.earn(work, invocation.user(), coins)) {
            case Transfer.Sent(_, var has) -> {
                var card = card(invocation, work, coins.amount(), bonus, has, taken);
                yield Reply.show(EarningFeature.with(card, next.ready(invocation, work)));
            }
            case Transfer.Refused refused ->
                    refusals.of(refused, invocation.user(), coins.amount(), invocation, work);
        };
    }

    private Card card(
            Invocation invocation,
            UnitOfWork work,
            long got,
            long bonus,
            long has,
            EarningClaim.Taken taken) {
        var currency = work.settings(WalletSettings.KEY);
        var days = days(invocation, taken.streak());
        return Card.gain("📆", TEXTS.say(invocation, "daily.title"))
                .about(invocation.user())
                .amount("+" + currency.amount(got))
                .line(
                        bonus > 0
                                ? TEXTS.say(invocation, "daily.bonus", days, currency.coins(bonus))
                                : days)
                .field(TEXTS.say(invocation, "balance"), currency.coins(has))
                .field(TEXTS.say(invocation, "daily.next"), EarningFeature.relative(taken.next()))
                .field(TEXTS.say(invocation, "daily.kept"), EarningFeature.dated(taken.kept()));
    }

    private String days(Invocation invocation, int streak) {
        return TEXTS.say(invocation, "daily.days", streak);
    }
}
