package dev.holdfast.sandbox.fault;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The outages that are ordered and not used up yet. */
@Singleton
public class Faults {
    /** What happens to one REST request. */
    public sealed interface Rest {
        /** It is served, after the delay. */
        record Serve(Duration delay) implements Rest {}

        /** It is refused with 429. */
        record Limit(Duration retryAfter) implements Rest {}

        /** It fails with this status. */
        record Fail(int status) implements Rest {}

        /** Its connection is cut without an answer. */
        record Cut() implements Rest {}

        /** It is served, and its connection is cut in place of the answer. */
        record Lose() implements Rest {}
    }

    /**
     * What is ordered.
     *
     * @param path only requests whose path contains it are hit; empty hits all
     * @param delay how long each hit request waits, as long as the order stands
     * @param limited how many more requests are refused with 429
     * @param failed how many more fail with {@code status}
     * @param cut how many more lose their connection
     * @param lost how many more are done but lose their answer
     * @param missedAcks how many more heartbeats go unanswered
     * @param roleChanges how many times a guild's members may be given or lose a role in {@code
     *     rolesPer}, as long as the order stands; 0: as often as anything else
     */
    public record Order(
            String path,
            Duration delay,
            int limited,
            Duration retryAfter,
            int failed,
            int status,
            int cut,
            int lost,
            int missedAcks,
            int roleChanges,
            Duration rolesPer) {
        /** How long Discord counts role changes. */
        public static final Duration ROLES_PER = Duration.ofSeconds(10);

        public static final Order NONE =
                new Order(
                        "", Duration.ZERO, 0, Duration.ofSeconds(1), 0, 502, 0, 0, 0, 0, ROLES_PER);

        private Order spend(
                int fewerLimited, int fewerFailed, int fewerCut, int fewerLost, int fewerAcks) {
            return new Order(
                    path,
                    delay,
                    limited - fewerLimited,
                    retryAfter,
                    failed - fewerFailed,
                    status,
                    cut - fewerCut,
                    lost - fewerLost,
                    missedAcks - fewerAcks,
                    roleChanges,
                    rolesPer);
        }
    }

    private static final int MOST_PATHS = 10_000;

    private final Clock clock;
    private final Map<String, Instant> notBefore = new HashMap<>();
    private Order standing = Order.NONE;
    private int tooEarly;

    Faults(Clock clock) {
        this.clock = clock;
    }

    public synchronized Order standing() {
        return standing;
    }

    public synchronized void order(Order order) {
        standing = order;
        notBefore.clear();
        tooEarly = 0;
    }

    /**
     * How many requests came to a path that had been told by an ordered 429 to wait, before that
     * time was over; counted since the last order.
     */
    public synchronized int tooEarly() {
        return tooEarly;
    }

    /** What happens to a request to this path; spends the fault it meets. */
    public synchronized Rest meet(String path) {
        var order = standing;
        if (clock.instant().isBefore(notBefore.getOrDefault(path, Instant.MIN))) tooEarly++;
        if (!path.contains(order.path)) return new Rest.Serve(Duration.ZERO);
        if (order.cut > 0) {
            standing = order.spend(0, 0, 1, 0, 0);
            return new Rest.Cut();
        }
        if (order.lost > 0) {
            standing = order.spend(0, 0, 0, 1, 0);
            return new Rest.Lose();
        }
        if (order.limited > 0) {
            standing = order.spend(1, 0, 0, 0, 0);
            if (notBefore.size() < MOST_PATHS) {
                notBefore.put(path, clock.instant().plus(order.retryAfter));
            }
            return new Rest.Limit(order.retryAfter);
        }
        if (order.failed > 0) {
            standing = order.spend(0, 1, 0, 0, 0);
            return new Rest.Fail(order.status);
        }
        return new Rest.Serve(order.delay);
    }

    /** Whether this heartbeat goes unanswered. */
    public synchronized boolean missesAck() {
        if (standing.missedAcks == 0) return false;
        standing = standing.spend(0, 0, 0, 0, 1);
        return true;
    }
}
