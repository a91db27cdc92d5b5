package dev.holdfast.smoke.kill;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import java.time.Duration;
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
    private static final Duration AS_THE_GATEWAY = Duration.ofSeconds(5);

    /** Longer than a service tries: its own word for not getting through is heard too. */
    private static final Duration TO_THE_END = Duration.ofSeconds(15);

    /** How the two deliveries of one payment are made. */
    enum Delivery {
        AT_ONCE_TO_BOTH(AS_THE_GATEWAY),
        AT_ONCE_TO_ONE(TO_THE_END),
        AGAIN_AFTER_THE_ANSWER(AS_THE_GATEWAY),
        AGAIN_TO_THE_OTHER(TO_THE_END),
        /** One attempt each, whatever comes of it: nobody learns what became of some of these. */
        WITHOUT_PATIENCE(AS_THE_GATEWAY);

        private final Duration oneRequest;

        Delivery(Duration oneRequest) {
            this.oneRequest = oneRequest;
        }

        /** How long one request is waited for before the next is made. */
        Duration oneRequest() {
            return oneRequest;
        }
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
