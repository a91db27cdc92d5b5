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
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code /work}: a job by chance that pays by chance. A replay gets the stored answer, not a new
 * throw.
 */
@Singleton
record WorkCommand(EarningStore claims, Wallets wallets, Refusals refusals, NextEarning next)
        implements Command {

    static final String KIND = "work";
    private static final Reason REASON = new Reason(EarningFeature.NAME, KIND);
    private static final int JOBS = 8;

    private static final Texts TEXTS = Texts.of(EarningFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("work", TEXTS.english("work.description"));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var terms = work.settings(EarningSettings.KEY);
        var claim =
                claims.take(
                        work, invocation.user(), KIND, terms.workCooldown(), terms.workCooldown());
        return switch (claim) {
            case EarningClaim.Taken taken -> pay(invocation, work, terms, taken.next());
            case EarningClaim.Cooling cooling ->
                    Reply.refuse(
                            Card.wait("⚒️", TEXTS.say(invocation, "work.title"))
                                    .line(
                                            TEXTS.say(
                                                    invocation,
                                                    "work.cooling",
                                                    EarningFeature.relative(cooling.next()))));
        };
    }

    private Reply pay(Invocation invocation, UnitOfWork work, EarningSettings terms, Instant next) {
        var chance = ThreadLocalRandom.current();
        var coins = Coins.of(chance.nextLong(terms.workMin(), terms.workMax() + 1), REASON);
        var job = TEXTS.say(invocation, "work.job." + chance.nextInt(JOBS));
        return switch (wallets.earn(work, invocation.user(), coins)) {
            case Transfer.Sent(_, var has) -> {
                var currency = work.settings(WalletSettings.KEY);
                var card =
                        Card.gain("⚒️", TEXTS.say(invocation, "work.title"))
                                .about(invocation.user())
                                .amount("+" + currency.amount(coins.amount()))
                                .line(job)
                                .field(TEXTS.say(invocation, "balance"), currency.coins(has))
                                .field(
                                        TEXTS.say(invocation, "work.next"),
                                        EarningFeature.relative(next));
                yield Reply.show(EarningFeature.with(card, this.next.ready(invocation, work)));
            }
            case Transfer.Refused refused ->
                    refusals.of(refused, invocation.user(), coins.amount(), invocation, work);
        };
    }
}
