package dev.holdfast.gateway.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.gateway.discord.Ack;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No clock is looked at: whatever waits for a timer here waits for ever. */
@Timeout(20)
class EventQueueTest {

    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final EventEnvelope NOTE =
            new EventEnvelope(
                    OperationKey.of("guild-left:2026-11-20T10:00:00Z"),
                    new GuildId(1),
                    new GuildEvent.GuildLeft());

    private final EventQueue queue = new EventQueue();

    @Test
    void anEventLeavesAtOnceWhereNoneIsUnderWay() throws InterruptedException {
        var event = event(10);
        queue.add(event);
        assertEquals(List.of(event), queue.take(FOR_EVER));
    }

    @Test
    void whatComesWhileABatchIsUnderWayLeavesTogetherAfterIt() throws InterruptedException {
        queue.add(event(10));
        var underWay = queue.take(FOR_EVER);
        var gathered = IntStream.range(0, 7).mapToObj(_ -> event(10)).toList();
        gathered.forEach(queue::add);
        assertEquals(1, underWay.size());
        assertEquals(gathered, queue.take(FOR_EVER));
    }

    @Test
    void aBatchIsNeverLargerThanARequestMayBe() throws InterruptedException {
        IntStream.range(0, EventBatch.MOST + 1).forEach(_ -> queue.add(event(10)));
        assertEquals(EventBatch.MOST, queue.take(FOR_EVER).size());
        assertEquals(1, queue.take(FOR_EVER).size());
        var large = IntStream.range(0, 4).mapToObj(_ -> event(140_000)).toList();
        large.forEach(queue::add);
        assertEquals(large.subList(0, 2), queue.take(FOR_EVER));
        assertEquals(large.subList(2, 4), queue.take(FOR_EVER));
        assertEquals(List.of(), queue.take(Duration.ZERO));
    }

    private static PendingEvent event(int characters) {
        return new PendingEvent(NOTE, "x".repeat(characters), Ack.NONE);
    }
}
