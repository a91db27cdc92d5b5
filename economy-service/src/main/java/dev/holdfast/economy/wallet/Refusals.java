package dev.holdfast.economy.wallet;

import dev.holdfast.economy.ledger.Coins;
import dev.holdfast.economy.ledger.Transfer;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/** Why coins did not move, in a sentence for the person who wanted them to. */
@Singleton
public final class Refusals {

    private final Texts texts = Texts.of("wallet");
    private final Wallets wallets;

    Refusals(Wallets wallets) {
        this.wallets = wallets;
    }

    /**
     * The sentence.
     *
     * @param giver whose coins were to move
     * @param amount how many
     */
    public Reply of(
            Transfer.Refused refused,
            UserId giver,
            long amount,
            Invocation invocation,
            UnitOfWork work) {
        var currency = work.settings(WalletSettings.KEY);
        if (refused instanceof Transfer.InsufficientFunds) {
            wallets.showsIfRefused(work, giver);
        }
        return Reply.refuse(
                switch (refused) {
                    case Transfer.InsufficientFunds(var has) when giver.equals(invocation.user()) ->
                            texts.say(
                                    invocation,
                                    "refused.yours",
                                    currency.coins(amount),
                                    currency.coins(has));
                    case Transfer.InsufficientFunds(var has) ->
                            texts.say(invocation, "refused.theirs", giver, currency.coins(has));
                    case Transfer.RecipientFull() ->
                            texts.say(invocation, "refused.full", currency.coins(Coins.MOST_HELD));
                    case Transfer.ToSelf() -> texts.say(invocation, "refused.self");
                    case Transfer.Unchanged() -> texts.say(invocation, "refused.unchanged");
                });
    }
}
