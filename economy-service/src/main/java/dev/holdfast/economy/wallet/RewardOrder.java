package dev.holdfast.economy.wallet;

import dev.holdfast.economy.ledger.Coins;
import dev.holdfast.economy.ledger.Reason;
import dev.holdfast.economy.ledger.Transfer;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.order.OrderHandler;
import dev.holdfast.kit.protocol.OrderOutcome;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;

/** {@code reward}: another service gives a member new coins, such as for a level. */
@Singleton
record RewardOrder(Wallets wallets) implements OrderHandler<RewardOrder.Reward> {

    private static final Reason REWARD = new Reason("wallet", "reward");
    private static final int LONGEST_MEMO = 200;

    /**
     * Who gets what.
     *
     * @param coins 1 to {@link Coins#MOST_HELD}
     * @param memo what for, as their history shows it; at most 200 characters
     */
    record Reward(UserId user, long coins, String memo) {}

    @Override
    public String kind() {
        return "reward";
    }

    @Override
    public Class<Reward> payload() {
        return Reward.class;
    }

    @Override
    public OrderOutcome take(String from, Reward reward, UnitOfWork work) {
        if (reward.coins() < 1 || reward.coins() > Coins.MOST_HELD) {
            return new OrderOutcome.Refused(
                    "A reward has 1 to %,d coins, not %,d. Set another amount."
                            .formatted(Coins.MOST_HELD, reward.coins()));
        }
        var memo = UserText.shorten(UserText.clean(reward.memo()), LONGEST_MEMO);
        var coins = new Coins(reward.coins(), REWARD, memo.isBlank() ? null : memo);
        return switch (wallets.earn(work, reward.user(), coins)) {
            case Transfer.Sent _ -> new OrderOutcome.Done();
            case Transfer.Refused _ ->
                    new OrderOutcome.Refused(
                            "The member cannot hold that many coins: %,d at most."
                                    .formatted(Coins.MOST_HELD));
        };
    }
}
