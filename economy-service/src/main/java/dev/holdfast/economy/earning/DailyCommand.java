package dev.holdfast.economy.earning;

import dev.holdfast.economy.ledger.Coins;
import dev.holdfast.economy.ledger.Reason;
import dev.holdfast.economy.ledger.Transfer;
import dev.holdfast.economy.wallet.Refusals;
import dev.holdfast.economy.wallet.WalletSettings;
import dev.holdfast.economy.wallet.Wallets;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Embed;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code /daily}: coins once a day, more for each day in a row. */
@Singleton
final class DailyCommand implements Command {

    private static final String KIND = "daily";
    private static final Reason REASON = new Reason(EarningFeature.NAME, KIND);
    private static final int GREEN = 0x57F287;

    private final Texts texts = Texts.of(EarningFeature.NAME);
    private final ClaimStore claims;
    private final Wallets wallets;
    private final Refusals refusals;

    @Inject
    DailyCommand(ClaimStore claims, Wallets wallets, Refusals refusals) {
        this.claims = claims;
        this.wallets = wallets;
        this.refusals = refusals;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("daily", texts.english("daily.description"));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var terms = work.settings(EarningSettings.KEY);
        var claim =
                claims.take(
                        work, invocation.user(), KIND, terms.dailyCooldown(), terms.streakWindow());
        return switch (claim) {
            case Claim.Taken taken -> pay(invocation, work, terms, taken);
            case Claim.Cooling(var next) ->
                    Reply.refuse(
                            texts.say(invocation, "daily.cooling", EarningFeature.relative(next)));
        };
    }

    private Reply pay(
            Invocation invocation, UnitOfWork work, EarningSettings terms, Claim.Taken taken) {
        var bonus = terms.bonus(taken.streak());
        var coins = Coins.of(terms.dailyPayout() + bonus, REASON);
        return switch (wallets.earn(work, invocation.user(), coins)) {
            case Transfer.Sent(_, var has) ->
                    Reply.show(embed(invocation, work, coins.amount(), bonus, has, taken));
            case Transfer.Refused refused ->
                    refusals.of(refused, invocation.user(), invocation, work);
        };
    }

    private Embed embed(
            Invocation invocation,
            UnitOfWork work,
            long got,
            long bonus,
            long has,
            Claim.Taken taken) {
        var currency = work.settings(WalletSettings.KEY);
        return Embed.titled(texts.say(invocation, "daily.title"))
                .description(
                        texts.say(
                                invocation,
                                bonus > 0 ? "daily.bonus" : "daily.got",
                                currency.coins(got),
                                currency.coins(bonus),
                                currency.coins(has)))
                .color(GREEN)
                .field(
                        texts.say(invocation, "daily.streak"),
                        texts.say(invocation, "daily.days", taken.streak()),
                        true)
                .field(
                        texts.say(invocation, "daily.next"),
                        EarningFeature.relative(taken.next()),
                        true)
                .field(
                        texts.say(invocation, "daily.kept"),
                        EarningFeature.relative(taken.kept()),
                        true);
    }
}
