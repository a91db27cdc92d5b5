package dev.holdfast.smoke.kill;

import dev.holdfast.smoke.process.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Delivers a payment as the gateway would: to one instance and then the other, under the same key,
 * ever more slowly, until there is an answer or no more patience. Safe for any thread.
 */
final class PaymentSender {

    static final Duration PATIENT = Duration.ofMinutes(1);
    static final Duration ONE_ATTEMPT = Duration.ZERO;

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int DOUBLINGS = 5;

    private final List<ServiceProcess> services;
    private final ConcurrentMap<String, LongAdder> seen = new ConcurrentHashMap<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

    PaymentSender(List<ServiceProcess> services) {
        this.services = services;
    }

    /** What the requests were answered with, and how often. */
    SortedMap<String, Long> seen() {
        var counts = new TreeMap<String, Long>();
        seen.forEach((what, count) -> counts.put(what, count.sum()));
        return counts;
    }

    /** Whatever no fault excuses: errors of the service's own. */
    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    /** Sends it first to that instance. */
    Answer deliver(Payment payment, int first, Duration patience) throws InterruptedException {
        var started = System.nanoTime();
        var last = "";
        for (var attempt = 0; ; attempt++) {
            var service = services.get((first + attempt) % services.size());
            try {
                var answer =
                        service.caller()
                                .waiting(payment.delivery().oneRequest())
                                .post(payment.invocation());
                if (answer.status() == 200) {
                    count(answer.replayed() ? "200, replayed" : "200");
                    return new Answer.Given(answer.body(), answer.replayed());
                }
                count(Integer.toString(answer.status()));
                last = "%s answered %s".formatted(service, answer);
                if (answer.status() != 503 && answer.status() != 409) {
                    unexpected.add("%s: %s".formatted(payment.key(), last));
                    return new Answer.Unknown(last);
                }
            } catch (IOException e) {
                count("no answer");
                last = e.toString();
            }
            if (System.nanoTime() - started >= patience.toNanos()) {
                return new Answer.Unknown(last);
            }
            pause(attempt);
        }
    }

    private void count(String what) {
        seen.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }

    private static void pause(int attempt) {
        var ceiling = Math.min(FIRST_PAUSE << Math.min(attempt, DOUBLINGS), LONGEST_PAUSE);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling));
    }
}
