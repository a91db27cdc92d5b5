package dev.holdfast.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TuplesTest {

    private static final byte[] TUPLE = tuple(7, null, "twelve bytes");

    @Test
    void findsWhereTupleAndFieldsLie() {
        var two = ByteBuffer.allocate(2 * TUPLE.length).put(TUPLE).put(TUPLE).array();
        assertEquals(TUPLE.length, Tuples.length(two, 0));
        assertEquals(TUPLE.length, Tuples.length(two, TUPLE.length));
        assertEquals(3, Tuples.fields(two, TUPLE.length));
        assertEquals(7, Tuples.bigint(two, TUPLE.length, 0));
        assertTrue(Tuples.isNull(two, 0, 1));
        assertFalse(Tuples.isNull(two, 0, 2));
        assertEquals(18, Tuples.field(two, 0, 2));
    }

    @Test
    void refusesWhatIsCutOff() {
        for (var length = 0; length < TUPLE.length; length++) {
            var cut = Arrays.copyOf(TUPLE, length);
            assertThrows(IllegalArgumentException.class, () -> Tuples.length(cut, 0));
        }
        assertThrows(IllegalArgumentException.class, () -> Tuples.bigint(TUPLE, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Tuples.bigint(TUPLE, 0, 3));
        assertThrows(IllegalArgumentException.class, () -> Tuples.length(new byte[] {-1, -1}, 0));
    }

    @Test
    void theHashKnowsNoOrderAndNoticesEachRow() {
        var rows = new ArrayList<byte[]>();
        for (var row = 0; row < 1_000; row++) {
            rows.add(tuple(row, "same", "text"));
        }
        var hash = hash(rows);
        Collections.shuffle(rows, new Random(1));
        assertEquals(hash, hash(rows));
        assertNotEquals(hash, hash(rows.subList(1, rows.size())));
        rows.add(rows.getFirst());
        assertNotEquals(hash, hash(rows));
        rows.set(0, rows.get(1));
        assertNotEquals(hash, hash(rows.subList(0, 1_000)));
    }

    @Test
    void aPartsHashAddsUp() {
        var one = new RowHash();
        var other = new RowHash();
        one.add(TUPLE, 0, TUPLE.length);
        other.add(tuple(8, "a", "b"), 0, tuple(8, "a", "b").length);
        one.add(other);
        assertEquals(2, one.rows());
        assertEquals(hash(List.of(tuple(8, "a", "b"), TUPLE)), one.hex());
        assertEquals(16, one.hex().length());
    }

    private static String hash(List<byte[]> rows) {
        var hash = new RowHash();
        rows.forEach(row -> hash.add(row, 0, row.length));
        return hash.hex();
    }

    private static byte[] tuple(long guild, @Nullable String one, String other) {
        return TestTuples.of(guild, one, other);
    }
}
