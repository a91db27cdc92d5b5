package dev.holdfast.health.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.error.Counting.Growth;
import dev.holdfast.kit.observe.KnownError;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cumulative counts of instances, counted once each. */
class CountingTest {

    private static final String SHOP = "00000000000000aa";
    private static final String BANK = "00000000000000bb";
    private static final Instant LATER = TestErrors.BEGAN.plusSeconds(60);

    private final Map<Beginning, Long> known = new HashMap<>();

    @Test
    void addsOnlyWhatIsNewInACumulativeCount() {
        assertEquals(3, hear(shop(3)));
        assertEquals(0, hear(shop(3)), "heard again");
        assertEquals(4, hear(shop(7)));
    }

    /** Its file goes on counting, wherever the process listens now. */
    @Test
    void aRestartAddsNothing() {
        assertEquals(7, hear(shop(7)));
        assertEquals(0, hear(shop(7)), "after the restart");
        assertEquals(1, hear(shop(8)));
    }

    @Test
    void aFileThatWasLostBeginsANewCount() {
        assertEquals(7, hear(shop(7)));
        var anew = TestErrors.of(SHOP, LATER);
        assertEquals(2, hear(anew.times(2)), "fewer than before, and all of them new");
        assertEquals(9, hear(anew.times(11)), "more than before the loss");
        assertEquals(0, hear(shop(7)), "somebody heard late what was before the loss");
    }

    /** A disk that was full: the file has less than was read. */
    @Test
    void anOlderCopyOfTheFileIsNotCountedAgain() {
        assertEquals(7, hear(shop(7)));
        assertEquals(0, hear(shop(5)));
        assertEquals(0, hear(shop(7)));
        assertEquals(1, hear(shop(8)));
    }

    @Test
    void twoInstancesAreCountedApart() {
        var other = TestErrors.of(SHOP, LATER);
        assertEquals(3, hear(shop(3)));
        assertEquals(5, hear(other.times(5)));
        assertEquals(1, hear(shop(4)));
        assertEquals(0, hear(other.times(5)));
    }

    @Test
    void kindsAreCountedApartAndToldByFingerprint() {
        var bank = TestErrors.of(BANK, TestErrors.BEGAN).times(2);
        var grown = Counting.growth(known, List.of(bank, shop(3)));
        assertEquals(List.of(new Growth(shop(3), 3), new Growth(bank, 2)), grown);
    }

    @Test
    void aKindThatStandsTwiceInAnAnswerIsCountedOnce() {
        var grown = Counting.growth(known, List.of(shop(3), shop(3), shop(4)));
        assertEquals(4, grown.stream().mapToLong(Growth::added).sum());
    }

    /** Whatever is heard, in whatever order and however often: the largest counts are the sum. */
    @Test
    void anyOrderAndAnyRepeatsComeToTheSame() {
        var random = new Random(7);
        for (var round = 0; round < 200; round++) {
            known.clear();
            var counted = 0L;
            for (var answer = 0; answer < 30; answer++) {
                var began = TestErrors.BEGAN.plusSeconds(random.nextInt(3));
                counted += hear(TestErrors.of(SHOP, began).times(1 + random.nextInt(50)));
            }
            assertEquals(known.values().stream().mapToLong(Long::longValue).sum(), counted);
        }
    }

    @Test
    void whatCannotBeCountedIsLeftOut() {
        var nonsense =
                List.of(
                        shop(0),
                        shop(-5),
                        shop(Long.MAX_VALUE),
                        TestErrors.of("no fingerprint", TestErrors.BEGAN).times(1));
        assertTrue(new InstanceErrors("economy", "a:1", nonsense).errors().isEmpty());
    }

    /** Else an alert about an error would be an error to alert of. */
    @Test
    void anAlertInTheLogIsNoError() {
        var alert =
                new KnownError(
                        SHOP,
                        "alert",
                        "holdfast.alert",
                        "New error #1 in economy",
                        "",
                        List.of(),
                        1,
                        shop(1).first(),
                        shop(1).last(),
                        List.of());
        assertTrue(new InstanceErrors("health", "a:1", List.of(alert)).errors().isEmpty());
    }

    private static KnownError shop(long count) {
        return TestErrors.of(SHOP, TestErrors.BEGAN).times(count);
    }

    private long hear(KnownError error) {
        var grown = Counting.growth(known, List.of(error));
        grown.forEach(growth ->
                known.merge(Beginning.of(growth.error()), growth.error().count(), Math::max));
        return grown.stream().mapToLong(Growth::added).sum();
    }
}
