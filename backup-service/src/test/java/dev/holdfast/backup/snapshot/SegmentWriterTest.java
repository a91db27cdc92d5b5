package dev.holdfast.backup.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.archive.PlainFrame;
import dev.holdfast.backup.postgres.RowHash;
import dev.holdfast.backup.postgres.TestTuples;
import dev.holdfast.backup.postgres.Tuples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SegmentWriterTest {

    private static final int GUILDS = 3_000;

    /** Small guilds, medium ones and one that alone is several segments. */
    private static List<byte[]> rows(long seed) {
        var random = new Random(seed);
        var rows = new ArrayList<byte[]>();
        for (var guild = 1L; guild <= GUILDS; guild++) {
            var size = guild == 1_500 ? 100_000 : random.nextInt(100) < 2 ? 3_000 : 30;
            for (var row = 0; row < size; row++) {
                rows.add(
                        TestTuples.of(guild * 1_000, "row " + row, "x".repeat(random.nextInt(60))));
            }
        }
        return rows;
    }

    @Test
    void segmentsAndFramesHaveTheirSizesAndHoldEveryRowInGuildOrder() {
        var rows = rows(1);
        var segments = segments(rows);
        assertTrue(segments.size() > 8, () -> segments.size() + " segments");
        for (var segment : segments.subList(0, segments.size() - 1)) {
            assertTrue(size(segment) >= SegmentCut.LEAST, () -> "small: " + size(segment));
            assertTrue(size(segment) <= SegmentCut.MOST + 1_000, () -> "large: " + size(segment));
        }
        var guild = 0L;
        var read = 0;
        for (var frame : segments.stream().flatMap(List::stream).toList()) {
            var isShared = frame.firstGuild() != frame.lastGuild();
            var most = isShared ? SegmentWriter.SHARED_FRAME : SegmentWriter.LARGEST_FRAME + 1_000;
            assertTrue(frame.tuples().length <= most, "a frame of " + frame.tuples().length);
            var inFrame = 0;
            for (var at = 0; at < frame.tuples().length; at += Tuples.length(frame.tuples(), at)) {
                var next = Tuples.bigint(frame.tuples(), at, 0);
                assertTrue(next >= guild, "out of order");
                assertTrue(frame.firstGuild() <= next && next <= frame.lastGuild());
                guild = next;
                inFrame++;
            }
            assertEquals(frame.rows(), inFrame);
            read += inFrame;
        }
        assertEquals(rows.size(), read);
    }

    @Test
    void aRowMoreChangesFewSegments() {
        var rows = rows(2);
        var before = ids(segments(rows));
        var random = new Random(3);
        var changed = 0;
        for (var round = 0; round < 20; round++) {
            var more = new ArrayList<>(rows);
            var at = random.nextInt(more.size());
            var guild = Tuples.bigint(more.get(at), 0, 0);
            more.add(at, TestTuples.of(guild, "one more", "row"));
            var after = ids(segments(more));
            after.removeAll(before);
            changed += after.size();
            assertTrue(after.size() <= 4, () -> "a row changed " + after.size());
        }
        assertTrue(changed <= 30, "20 rows changed " + changed);
    }

    @Test
    void aGuildThatGoesChangesFewSegments() {
        var rows = rows(2);
        var before = ids(segments(rows));
        var fewer = rows.stream().filter(row -> Tuples.bigint(row, 0, 0) != 700_000).toList();
        var after = ids(segments(fewer));
        after.removeAll(before);
        assertTrue(after.size() <= 3, () -> "a guild changed " + after.size());
    }

    @Test
    void countsWhatEachGuildHasAndHashesAllRows() {
        var rows = rows(4);
        var writer = new SegmentWriter(0, _ -> {});
        rows.forEach(row -> writer.add(row, 0));
        writer.end();
        assertEquals(GUILDS, writer.guildRows().size());
        assertEquals(100_000, writer.guildRows().get(1_500_000L));
        assertEquals(rows.size(), writer.guildRows().values().stream().mapToLong(it -> it).sum());
        var hash = new RowHash();
        rows.reversed().forEach(row -> hash.add(row, 0, row.length));
        assertEquals(hash.hex(), writer.hash().hex());
    }

    @Test
    void rowsThatLieAnyhowComeOutInGuildOrder() {
        var rows = new ArrayList<>(rows(5).subList(0, 20_000));
        var inOrder = ids(segments(rows));
        var mixed = new ArrayList<byte[]>();
        // Dealt out in turns: each guild's rows stay in their order.
        for (var turn = 0; turn < 7; turn++) {
            for (var row : rows) {
                if (Tuples.bigint(row, 0, 0) / 1_000 % 7 == turn) {
                    mixed.add(row);
                }
            }
        }
        var segments = new ArrayList<List<PlainFrame>>();
        var order = new GuildOrder(0, new SegmentWriter(0, segments::add));
        mixed.forEach(row -> order.add(row, 0));
        order.end();
        assertEquals(inOrder, ids(segments));
    }

    @Test
    void aTableWithoutGuildsIsGuildZeros() {
        var segments = new ArrayList<List<PlainFrame>>();
        var writer = new SegmentWriter(-1, segments::add);
        rows(6).subList(0, 100).forEach(row -> writer.add(row, 0));
        writer.end();
        assertEquals(100, writer.guildRows().get(0L));
        assertEquals(1, segments.size());
    }

    private static List<List<PlainFrame>> segments(List<byte[]> rows) {
        var segments = new ArrayList<List<PlainFrame>>();
        var writer = new SegmentWriter(0, segments::add);
        rows.forEach(row -> writer.add(row, 0));
        writer.end();
        return segments;
    }

    private static Set<String> ids(List<List<PlainFrame>> segments) {
        var ids = new HashSet<String>();
        for (var segment : segments) {
            var hash = new RowHash();
            segment.forEach(frame -> hash.add(frame.tuples(), 0, frame.tuples().length));
            ids.add(hash.hex() + segment.size());
        }
        return ids;
    }

    private static int size(List<PlainFrame> segment) {
        return segment.stream().mapToInt(frame -> frame.tuples().length).sum();
    }
}
