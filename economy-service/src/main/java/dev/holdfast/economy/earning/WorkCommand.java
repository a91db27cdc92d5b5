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
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code /work}: a job by chance that pays by chance. A replay gets the stored answer, not a new
 * throw.
 */
@Singleton
final class WorkCommand implements Command {

    static final String KIND = "work";
    private static final Reason REASON = new Reason(EarningFeature.NAME, KIND);
    private static final int JOBS = 8;

    private final Texts texts = Texts.of(EarningFeature.NAME);
    private final ClaimStore claims;
    private final Wallets wallets;
    private final Refusals refusals;
    private final NextEarning next;

    @Inject
    WorkCommand(ClaimStore claims, Wallets wallets, Refusals refusals, NextEarning next) {
        this.next = next;
        this.claims = claims;
        this.wallets = wallets;
        this.refusals = refusals;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("work", texts.english("work.description"));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var terms = work.settings(EarningSettings.KEY);
        var claim =
                claims.take(
                        work, invocation.user(), KIND, terms.workCooldown(), terms.workCooldown());
        return switch (claim) {
            case Claim.Taken taken -> pay(invocation, work, terms, taken.next());
            case Claim.Cooling cooling ->
                    Reply.refuse(
                            Card.wait("⚒️", texts.say(invocation, "work.title"))
                                    .line(
                                            texts.say(
                                                    invocation,
                                                    "work.cooling",
                                                    EarningFeature.relative(cooling.next()))));
        };
    }

    private Reply pay(Invocation invocation, UnitOfWork work, EarningSettings terms, Instant next) {
        var chance = ThreadLocalRandom.current();
        var coins = Coins.of(chance.nextLong(terms.workMin(), terms.workMax() + 1), REASON);
        var job = texts.say(invocation, "work.job." + chance.nextInt(JOBS));
        return switch (wallets.earn(work, invocation.user(), coins)) {
            case Transfer.Sent(_, var has) -> {
                var currency = work.settings(WalletSettings.KEY);
                var card =
                        Card.gain("⚒️", texts.say(invocation, "work.title"))
                                .about(invocation.user())
                                .amount("+" + currency.amount(coins.amount()))
                                .line(job)
                                .field(texts.say(invocation, "balance"), currency.coins(has))
                                .field(
                                        texts.say(invocation, "work.next"),
                                        EarningFeature.relative(next));
                yield Reply.show(EarningFeature.with(card, this.next.ready(invocation, work)));
            }
            case Transfer.Refused refused ->
                    refusals.of(refused, invocation.user(), coins.amount(), invocation, work);
        };
    }
}
