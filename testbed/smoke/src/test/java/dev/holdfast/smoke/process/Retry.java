package dev.holdfast.smoke.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.testing.Caller.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Brings a request to a service as the gateway would: the same again until it is answered. */
public final class Retry {

    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(150);

    /**
     * It or another of the same person is being done, or it cannot be done now: the same again in a
     * moment.
     */
    private static final Set<Integer> AGAIN = Set.of(409, 429, 503);

    private Retry() {}

    /** One attempt. */
    @FunctionalInterface
    public interface Attempt {
        Answer make() throws IOException, InterruptedException;
    }

    /**
     * The body of its answer; the service may be killed and started again meanwhile.
     *
     * @throws AssertionError when there is none within the limit, or it is refused for good
     */
    public static String answer(Duration limit, Attempt attempt) throws InterruptedException {
        var started = System.nanoTime();
        while (System.nanoTime() - started < limit.toNanos()) {
            try {
                var answer = attempt.make();
                if (answer.status() == 200) {
                    return answer.body();
                }
                assertTrue(AGAIN.contains(answer.status()), answer::toString);
            } catch (IOException _) {
                // It is being started again.
            }
            LockSupport.parkNanos(BETWEEN);
        }
        throw new AssertionError("no answer within " + limit);
    }
}
