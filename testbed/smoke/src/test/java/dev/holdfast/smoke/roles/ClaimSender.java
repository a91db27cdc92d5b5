package dev.holdfast.smoke.roles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.smoke.process.Retry;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Brings what is wanted to roles-service as the gateway would, until it has an answer. */
final class ClaimSender {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Caller roles;
    private final AtomicInteger turn = new AtomicInteger();

    ClaimSender(RolesScene scene) {
        this.roles = scene.roles().caller();
    }

    /** Twice under its one key; both get the same answer. */
    String twice(Order order) throws InterruptedException {
        var body = roles.write(order);
        return twice(() -> roles.post("/bot/orders?from=economy", body));
    }

    /** Twice under its one key; both get the same answer. */
    String twice(Invocation invocation) throws InterruptedException {
        return twice(() -> roles.post(invocation));
    }

    /** The second one at once or when the first is answered, by turns. */
    private String twice(Retry.Attempt attempt) throws InterruptedException {
        var again = new FutureTask<>(() -> Retry.answer(LONGEST, attempt));
        if (turn.incrementAndGet() % 2 == 0) {
            Thread.ofVirtual().start(again);
        }
        var first = Retry.answer(LONGEST, attempt);
        again.run();
        try {
            assertEquals(first, again.get(), "the answer to the same again");
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
        return first;
    }
}
