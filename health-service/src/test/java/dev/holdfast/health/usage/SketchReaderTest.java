package dev.holdfast.health.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SketchReaderTest {

    @Test
    void fewAreCountedExactlyAndManyWithinTenPercent() {
        for (var many : new int[] {0, 1, 3, 4, 5, 8, 20, 100, 1_000, 20_000, 300_000}) {
            var told = SketchReader.of(entries(many, 11)).estimate();
            var bound = many < 10 ? 0.5 : Math.max(2, many * 0.1);
            assertEquals(many, (double) told, bound, many + " members");
        }
    }

    @Test
    void sketchesBehindOneAnotherAreTheirUnion() {
        var first = entries(3_000, 1);
        var other = entries(3_000, 2);
        var both = ByteBuffer.allocate(3 * first.length).put(first).put(other).put(first).array();
        assertEquals(6_000, (double) SketchReader.of(both).estimate(), 600);
    }

    @Test
    void underFiveAreFew() {
        assertTrue(new MemberDay(java.time.Instant.EPOCH, 0, 0, 4).isFew());
        assertEquals("few", new UsageWords().active(java.util.Locale.ENGLISH, day(4)));
        assertEquals(
                "about 5 on the last day",
                new UsageWords().active(java.util.Locale.ENGLISH, day(5)));
    }

    @Test
    void halfAnEntryIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> SketchReader.of(new byte[3]));
    }

    private static MemberDay day(int active) {
        return new MemberDay(java.time.Instant.EPOCH, 0, 0, active);
    }

    /** As the gateway makes them of hashes. */
    static byte[] entries(int members, long seed) {
        var random = new Random(seed);
        var entries = ByteBuffer.allocate(members * 2);
        for (var member = 0; member < members; member++) {
            var hash = random.nextLong();
            var register = (int) hash & 1_023;
            var rank = Math.min(Long.numberOfTrailingZeros(hash >>> 10), 53) + 1;
            entries.putChar((char) (register << 6 | rank));
        }
        return entries.array();
    }
}
