package dev.holdfast.bench.pay;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Who pays whom how much: one guild, fifty members, everyone as likely as everyone else. */
public final class PayMembers {

    public static final long GUILD = 900_000_000_000_000_001L;
    public static final int COUNT = 50;

    private static final long FIRST = 200_000_000_000_000_001L;
    private static final int MOST_COINS = 9;
    private static final long DISCORD_EPOCH_MILLIS = 1_420_070_400_000L;
    private static final int TIMESTAMP_SHIFT = 22;

    private final AtomicLong nextOperation;

    public PayMembers(Clock clock) {
        this.nextOperation =
                new AtomicLong((clock.millis() - DISCORD_EPOCH_MILLIS) << TIMESTAMP_SHIFT);
    }

    /** One payment. */
    public record Payment(long operation, int payer, int payee, int coins) {}

    /** The next one, under a key of its own in Discord's form. */
    public Payment next() {
        var random = ThreadLocalRandom.current();
        var payer = random.nextInt(COUNT);
        var payee = (payer + random.nextInt(1, COUNT)) % COUNT;
        var coins = random.nextInt(1, MOST_COINS + 1);
        return new Payment(operation(), payer, payee, coins);
    }

    /** The next one of those that everybody makes to the same member. */
    public Payment nextToTheFirst() {
        var random = ThreadLocalRandom.current();
        var coins = random.nextInt(1, MOST_COINS + 1);
        return new Payment(operation(), random.nextInt(1, COUNT), 0, coins);
    }

    /** A fresh operation key. */
    public long operation() {
        return nextOperation.getAndIncrement();
    }

    public static long user(int member) {
        return FIRST + member;
    }
}
