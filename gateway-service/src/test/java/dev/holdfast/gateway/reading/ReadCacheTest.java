package dev.holdfast.gateway.reading;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.kit.limit.ReservedBulkhead;
import dev.holdfast.kit.protocol.Urgency;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadCacheTest {

    private static final int MANY = 20;

    private final ReadCache<String, String> cache =
            new ReadCache<>(new ReservedBulkhead(2, 1, 0), Duration.ofMinutes(1), 100, (_, _) -> 1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
    }

    @Test
    void manyWhoAskForTheSameShareOneAnswerThoughItIsNone() throws Exception {
        var first = slow("ada", new ReadResult.Away<>("asleep", Duration.ZERO));
        begun.await();
        var answers = new CopyOnWriteArrayList<ReadResult<String>>();
        var others =
                Stream.generate(() ->
                                Thread.startVirtualThread(() -> answers.add(look("ada", "awake"))))
                        .limit(MANY)
                        .toList();
        await().until(() ->
                others.stream().allMatch(it -> it.getState() == Thread.State.TIMED_WAITING));
        end.countDown();
        for (var other : others) {
            other.join();
        }
        assertEquals(Collections.nCopies(MANY, first.get()), answers);
        assertEquals("awake", said(look("ada", "awake")));
    }

    @Test
    void oneThatIsSlowHoldsUpNobodyElseAndTooManyAreToldSo() throws Exception {
        var slow = slow("ada", found("old"));
        begun.await();
        assertEquals("ben", said(look("ben", "ben")));
        var second = new CountDownLatch(1);
        var other =
                threads.submit(() ->
                        cache.get(
                                "cleo",
                                Urgency.URGENT,
                                () -> {
                                    second.countDown();
                                    return waited(found("cleo"));
                                }));
        second.await();
        assertInstanceOf(ReadResult.Away.class, look("dora", "dora"));
        end.countDown();
        assertEquals("old", said(slow.get()));
        assertEquals("cleo", said(other.get()));
        assertEquals("dora", said(look("dora", "dora")));
    }

    @Test
    void whatAnEventOvertookIsNotKept() throws Exception {
        var slow = slow("ada", found("old"));
        begun.await();
        cache.forget("ada");
        assertEquals("new", said(look("ada", "new")));
        end.countDown();
        assertEquals("old", said(slow.get()));
        assertEquals("new", said(look("ada", "newer")));
        cache.forget("ada"::equals);
        assertEquals("newer", said(look("ada", "newer")));
    }

    @Test
    void isAskedAnewAfterAFault() {
        Supplier<ReadResult<String>> faulty =
                () -> {
                    throw new IllegalArgumentException("a fault");
                };
        assertThrows(IllegalStateException.class, () -> cache.get("ada", Urgency.URGENT, faulty));
        assertEquals("ada", said(look("ada", "ada")));
    }

    private Future<ReadResult<String>> slow(String key, ReadResult<String> answer) {
        return threads.submit(() ->
                cache.get(
                        key,
                        Urgency.URGENT,
                        () -> {
                            begun.countDown();
                            return waited(answer);
                        }));
    }

    private ReadResult<String> waited(ReadResult<String> answer) {
        try {
            end.await();
            return answer;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ReadResult<String> look(String key, String value) {
        return cache.get(key, Urgency.URGENT, () -> found(value));
    }

    private static ReadResult<String> found(String value) {
        return new ReadResult.Found<>(value, Clock.systemUTC().instant());
    }

    private static String said(ReadResult<String> look) {
        return assertInstanceOf(ReadResult.Found.class, look).value().toString();
    }
}
