package dev.holdfast.economy.wallet;

import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
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

    private static final String NAME = "amount";
    private static final int LONGEST = 40;

    static AmountOption number(Texts texts, long least) {
        return new AmountOption(texts, least, false);
    }

    static AmountOption numberOrShare(Texts texts, long least) {
        return new AmountOption(texts, least, true);
    }

    OptionSpec spec() {
        var description = texts.english(shares ? "amount.description" : "amount.number");
        return OptionSpec.required(NAME, description, OptionType.TEXT).between(1, LONGEST);
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
        return switch (Amount.parse(invocation.text(NAME).orElseThrow())) {
            case Amount.Exactly(var coins) -> enough(invocation, coins, then, otherwise);
            case Amount.Share _ when !shares -> otherwise.apply(refuse(invocation, "share"));
            case Amount.Share share ->
                    enough(invocation, share.of(balance.getAsLong()), then, otherwise);
            case Amount.Unusable(var fault) ->
                    otherwise.apply(refuse(invocation, fault.name().toLowerCase(Locale.ROOT)));
        };
    }

    private <T> T enough(
            Invocation invocation, long coins, LongFunction<T> then, Function<Reply, T> otherwise) {
        return coins < least ? otherwise.apply(refuse(invocation, "zero")) : then.apply(coins);
    }

    private Reply refuse(Invocation invocation, String fault) {
        return Reply.refuse(
                texts.say(
                        invocation,
                        "amount." + fault,
                        String.format(Locale.ENGLISH, "%,d", Amount.MOST)));
    }
}
