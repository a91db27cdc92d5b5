package dev.holdfast.economy.ledger;

/** What became of coins that were to be moved. */
public sealed interface Transfer {

    /**
     * They moved.
     *
     * @param fromBalance what the giver has left
     * @param toBalance what the taker has now
     */
    record Sent(long fromBalance, long toBalance) implements Transfer {}

    /** Nothing moved. */
    sealed interface Refused extends Transfer {}

    /**
     * The giver has less than that.
     *
     * @param has what they have
     */
    record InsufficientFunds(long has) implements Refused {}

    /** The taker would then hold more than {@link Coins#MOST_HELD}. */
    record RecipientFull() implements Refused {}

    /** Giver and taker are the same. */
    record ToSelf() implements Refused {}

    /** The member has exactly what they were to have. */
    record Unchanged() implements Refused {}
}
