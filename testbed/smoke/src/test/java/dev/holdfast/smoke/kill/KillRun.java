package dev.holdfast.smoke.kill;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The run itself: payments and faults side by side, then calm, then every key once more. */
final class KillRun {

    private static final Duration MOST_OF_ALL = Duration.ofMinutes(30);

    private final KillSettings settings;
    private final KillFleet stage;
    private final LedgerRows books;

    KillRun(KillSettings settings, KillFleet stage, LedgerRows books) {
        this.settings = settings;
        this.stage = stage;
        this.books = books;
    }

    RunResult run() throws Exception {
        var courier = new PaymentSender(stage.services());
        var driver = new Driver(Payment.plan(settings), courier, settings.concurrency());
        var faults = new Faults(settings, stage, driver);
        var started = System.nanoTime();
        var delivered = underFaults(driver, faults);
        var duration = Duration.ofNanos(System.nanoTime() - started);
        var seen = courier.seen();
        var before = books.payments();
        var replies = replay(delivered, courier);
        return new RunResult(
                settings,
                delivered,
                before,
                replies,
                books.payments(),
                seen,
                courier.unexpected(),
                faults.done(),
                faults.endedByThemselves(),
                duration);
    }

    private static List<Delivered> underFaults(Driver driver, Faults faults) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var payments = threads.submit(driver::run);
            var trouble =
                    threads.submit(
                            (Callable<Void>)
                                    () -> {
                                        faults.run();
                                        return null;
                                    });
            trouble.get(MOST_OF_ALL.toMinutes(), TimeUnit.MINUTES);
            return payments.get(MOST_OF_ALL.toMinutes(), TimeUnit.MINUTES);
        }
    }

    /** Every key once more, to either instance, when all is calm. */
    private Map<String, Answer> replay(List<Delivered> delivered, PaymentSender courier)
            throws Exception {
        var random = new Random(settings.seed());
        var atOnce = new Semaphore(settings.concurrency());
        var coming = new HashMap<String, Future<Answer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : delivered) {
                var instance = random.nextInt(stage.services().size());
                atOnce.acquire();
                coming.put(
                        one.key(),
                        threads.submit(() -> {
                            try {
                                return courier.deliver(
                                        one.payment(), instance, PaymentSender.PATIENT);
                            } finally {
                                atOnce.release();
                            }
                        }));
            }
        }
        var replies = new HashMap<String, Answer>();
        for (var one : coming.entrySet()) {
            replies.put(one.getKey(), one.getValue().get());
        }
        return replies;
    }
}
