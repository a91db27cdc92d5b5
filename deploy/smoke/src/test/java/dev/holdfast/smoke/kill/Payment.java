package dev.holdfast.smoke.kill;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One {@code /pay}, sent twice under the same operation key.
 *
 * @param first the instance that the first delivery goes to, 0 or 1
 */
record Payment(Invocation invocation, UserId payee, long amount, Delivery delivery, int first) {

    static final GuildId GUILD = new GuildId(910_000_000_000_000_001L);

    private static final long FIRST_MEMBER = 920_000_000_000_000_001L;
    private static final int MOST = 60;

    /** How the two deliveries of one payment are made. */
    enum Delivery {
        AT_ONCE_TO_BOTH,
        AT_ONCE_TO_ONE,
        AGAIN_AFTER_THE_ANSWER,
        AGAIN_TO_THE_OTHER,
        /** One attempt each, whatever comes of it: nobody learns what became of some of these. */
        WITHOUT_PATIENCE
    }

    String key() {
        return invocation.operation().value();
    }

    UserId payer() {
        return invocation.user();
    }

    /** Everybody starts with 100, so that many of these are more than somebody has. */
    static List<Payment> plan(KillSettings settings) {
        var random = new Random(settings.seed());
        return IntStream.range(0, settings.payments())
                .mapToObj(_ -> any(random, settings.members()))
                .toList();
    }

    static UserId member(int number) {
        return new UserId(FIRST_MEMBER + number);
    }

    private static Payment any(Random random, int members) {
        var payer = random.nextInt(members);
        var payee = (payer + 1 + random.nextInt(members - 1)) % members;
        var amount = 1 + random.nextInt(MOST);
        var deliveries = Delivery.values();
        var invocation =
                Asking.in(GUILD)
                        .by(member(payer))
                        .command("pay")
                        .person("member", member(payee))
                        .text("amount", Integer.toString(amount))
                        .build();
        return new Payment(
                invocation,
                member(payee),
                amount,
                deliveries[random.nextInt(deliveries.length)],
                random.nextInt(2));
    }
}
