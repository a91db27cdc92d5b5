package dev.holdfast.smoke.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends payments, so many at once, each one twice, as fast as they are let go. */
final class Driver {

    private static final Duration MOST_OF_ONE = Duration.ofMinutes(3);

    private final List<Payment> plan;
    private final PaymentSender courier;
    private final int concurrency;
    private final Semaphore released = new Semaphore(0);
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger settled = new AtomicInteger();

    Driver(List<Payment> plan, PaymentSender courier, int concurrency) {
        this.plan = plan;
        this.courier = courier;
        this.concurrency = concurrency;
    }

    /** Lets so many more payments go. */
    void release(int payments) {
        released.release(payments);
    }

    int settled() {
        return settled.get();
    }

    /** Sends them all; returns when each has its answers or is given up. */
    List<Delivered> run() throws InterruptedException, ExecutionException, TimeoutException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = new ArrayList<Future<List<Delivered>>>();
            for (var worker = 0; worker < concurrency; worker++) {
                workers.add(threads.submit(() -> work(threads)));
            }
            var delivered = new ArrayList<Delivered>();
            for (var worker : workers) {
                delivered.addAll(worker.get());
            }
            return List.copyOf(delivered);
        }
    }

    private List<Delivered> work(ExecutorService threads) throws Exception {
        var mine = new ArrayList<Delivered>();
        for (var next = taken.getAndIncrement();
                next < plan.size();
                next = taken.getAndIncrement()) {
            if (!released.tryAcquire(MOST_OF_ONE.toSeconds(), TimeUnit.SECONDS)) {
                throw new TimeoutException("no payment was let go any more");
            }
            mine.add(deliver(plan.get(next), threads));
            settled.incrementAndGet();
        }
        return mine;
    }

    private Delivered deliver(Payment payment, ExecutorService threads) throws Exception {
        var here = payment.first();
        var there = 1 - here;
        return switch (payment.delivery()) {
            case AT_ONCE_TO_BOTH -> atOnce(payment, here, there, PaymentSender.PATIENT, threads);
            case AT_ONCE_TO_ONE -> atOnce(payment, here, here, PaymentSender.PATIENT, threads);
            case WITHOUT_PATIENCE ->
                    atOnce(payment, here, there, PaymentSender.ONE_ATTEMPT, threads);
            case AGAIN_AFTER_THE_ANSWER -> inTurn(payment, here, here);
            case AGAIN_TO_THE_OTHER -> inTurn(payment, here, there);
        };
    }

    private Delivered inTurn(Payment payment, int first, int second) throws InterruptedException {
        return new Delivered(
                payment,
                List.of(
                        courier.deliver(payment, first, PaymentSender.PATIENT),
                        courier.deliver(payment, second, PaymentSender.PATIENT)));
    }

    private Delivered atOnce(
            Payment payment, int first, int second, Duration patience, ExecutorService threads)
            throws Exception {
        var other = threads.submit(() -> courier.deliver(payment, second, patience));
        var one = courier.deliver(payment, first, patience);
        return new Delivered(
                payment, List.of(one, other.get(MOST_OF_ONE.toSeconds(), TimeUnit.SECONDS)));
    }
}
