package dev.holdfast.economy.wallet;

import dev.holdfast.economy.ledger.Coins;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Quantities;
import dev.holdfast.kit.text.Quantity;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * The option {@code amount} of a command.
 *
 * @param least what makes sense at least, 0 or 1
 * @param shares whether {@code all} and {@code half} say how many; not where coins are made, since
 *     “all” would double a balance
 */
record AmountOption(Texts texts, long least, boolean shares) {

    /** The most that a person can write: a trillion. */
    static final long MOST = 1_000_000_000_000L;

    private static final String NAME = "amount";
    private static final int LONGEST = 40;

    static AmountOption number(Texts texts, long least) {
        return new AmountOption(texts, least, false);
    }

    static AmountOption numberOrShare(Texts texts, long least) {
        return new AmountOption(texts, least, true);
    }

    OptionSpec spec() {
        var description = shares ? "amount.description" : "amount.number";
        return OptionSpec.required(NAME, texts.english(description), OptionType.TEXT)
                .between(1, LONGEST)
                .asQuantity();
    }

    /**
     * Goes on with so many coins, or says what is wrong with the amount.
     *
     * <p>What {@code all} and {@code half} are of is read without a lock, so that rows are locked
     * in one order only; whether it is still there, the movement itself decides.
     *
     * @param balance what {@code all} would be
     * @param otherwise gets the refusal
     */
    <T> T use(
            Invocation invocation,
            LongSupplier balance,
            LongFunction<T> then,
            Function<Reply, T> otherwise) {
        var written = invocation.text(NAME).orElseThrow();
        return switch (Quantity.parse(written)) {
            case Quantity.Exactly(var coins) -> exactly(invocation, coins, then, otherwise);
            case Quantity.Share share when shares ->
                    exactly(
                            invocation,
                            Math.min(share.of(balance.getAsLong()), Coins.MOST_HELD),
                            then,
                            otherwise);
            case Quantity.Share _ ->
                    otherwise.apply(
                            Reply.refuse(
                                    texts.say(invocation, "amount.share", UserText.show(written))));
            case Quantity.Unreadable(var fault) ->
                    otherwise.apply(
                            Reply.refuse(new Quantities().refuse(invocation, written, fault)));
        };
    }

    /** The same invocation with the amount written out, since “all” may be another one later. */
    Invocation as(long coins, Invocation invocation) {
        return invocation.with(NAME, new OptionValue.Text(Long.toString(coins)));
    }

    private <T> T exactly(
            Invocation invocation, long coins, LongFunction<T> then, Function<Reply, T> otherwise) {
        if (coins < 0) {
            return otherwise.apply(refuse(invocation, "negative"));
        }
        if (coins > MOST) {
            return otherwise.apply(refuse(invocation, "huge"));
        }
        return coins < least ? otherwise.apply(refuse(invocation, "zero")) : then.apply(coins);
    }

    private Reply refuse(Invocation invocation, String fault) {
        return Reply.refuse(
                texts.say(invocation, "amount." + fault, String.format(Locale.ROOT, "%,d", MOST)));
    }
}
