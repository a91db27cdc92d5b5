package dev.holdfast.backup.archive;

import dev.holdfast.backup.postgres.RowHash;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table of made-up rows, as an export would hand them over: by guild, as tuples of binary COPY.
 */
record SampleTable(
        String schema, String table, boolean hasGuilds, SortedMap<Long, List<byte[]>> rows) {

    private static final int FRAME = 4 * 1024;

    /** So many guilds; rows and their sizes by chance, half of their bytes compressible. */
    static SampleTable random(Random random, String table, int guilds, int bytes) {
        var rows = new TreeMap<Long, List<byte[]>>();
        for (var guild = 1; guild <= guilds; guild++) {
            var id = 1_000_000_000_000L * guild + random.nextInt(1000);
            rows.put(id, rows(random, id, Math.max(1, bytes / guilds)));
        }
        return new SampleTable("kelp", table, true, rows);
    }

    /** Rows that belong to no guild. */
    static SampleTable withoutGuilds(Random random, String table, int bytes) {
        var rows = new TreeMap<Long, List<byte[]>>();
        rows.put(0L, rows(random, 0, bytes));
        return new SampleTable("kelp", table, false, rows);
    }

    private static List<byte[]> rows(Random random, long guild, int bytes) {
        var rows = new ArrayList<byte[]>();
        for (var size = 0; size < bytes; size += rows.getLast().length) {
            rows.add(row(random, guild, rows.size()));
        }
        return rows;
    }

    static byte[] row(Random random, long guild, long id) {
        var text = new byte[random.nextInt(400)];
        random.nextBytes(text);
        for (var at = 0; at < text.length / 2; at++) {
            text[at] = 'a';
        }
        var isNull = random.nextInt(10) == 0;
        var row = ByteBuffer.allocate(2 + 12 + 12 + 4 + (isNull ? 0 : text.length));
        row.putShort((short) 3).putInt(8).putLong(guild).putInt(8).putLong(id);
        if (isNull) {
            return row.putInt(-1).array();
        }
        return row.putInt(text.length).put(text).array();
    }

    /** Another of the same rows, but one guild's. */
    SampleTable with(long guild, List<byte[]> itsRows) {
        var changed = new TreeMap<>(rows);
        changed.put(guild, itsRows);
        return new SampleTable(schema, table, hasGuilds, changed);
    }

    String qualified() {
        return schema + "." + table;
    }

    /** The tuples, one after the other. */
    byte[] all() {
        return joined(rows.values().stream().flatMap(List::stream).toList());
    }

    byte[] of(long guild) {
        return joined(rows.getOrDefault(guild, List.of()));
    }

    static byte[] joined(List<byte[]> tuples) {
        var bytes = new ByteArrayOutputStream();
        tuples.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    /** Adds it to a snapshot, in chunks of about that size. */
    TableContent write(SnapshotWriter writing, int chunkBytes) throws IOException {
        var chunks = new ArrayList<ChunkRef>();
        var frames = new ArrayList<PlainFrame>();
        var size = 0;
        for (var frame : frames()) {
            frames.add(frame);
            size += frame.tuples().length;
            if (size >= chunkBytes) {
                chunks.add(writing.add(qualified(), frames));
                frames.clear();
                size = 0;
            }
        }
        if (!frames.isEmpty()) {
            chunks.add(writing.add(qualified(), frames));
        }
        return content(chunks);
    }

    /** A big guild's rows have frames of their own, small ones share one. */
    private List<PlainFrame> frames() {
        var frames = new ArrayList<PlainFrame>();
        var open = new ArrayList<byte[]>();
        var first = rows.firstKey();
        var last = first;
        var size = 0;
        for (var guild : rows.entrySet()) {
            for (var row : guild.getValue()) {
                if (open.isEmpty()) {
                    first = guild.getKey();
                }
                open.add(row);
                last = guild.getKey();
                size += row.length;
                if (size >= FRAME) {
                    frames.add(new PlainFrame(joined(open), open.size(), first, last));
                    open.clear();
                    size = 0;
                }
            }
        }
        if (!open.isEmpty()) {
            frames.add(new PlainFrame(joined(open), open.size(), first, last));
        }
        return frames;
    }

    private TableContent content(List<ChunkRef> chunks) {
        var hash = new RowHash();
        rows.values().forEach(each -> each.forEach(row -> hash.add(row, 0, row.length)));
        var guildRows = new TreeMap<Long, Long>();
        rows.forEach((guild, its) -> guildRows.put(guild, (long) its.size()));
        return new TableContent(
                schema,
                table,
                List.of(
                        new Column("guild_id", "bigint", false, false),
                        new Column("id", "bigint", false, true),
                        new Column("words", "text", false, false)),
                new DataTable(
                        "kelp", table, hasGuilds ? "guild_id" : null, null, OnRestore.REPLACE),
                List.of("guild_id", "id"),
                hash.rows(),
                hash.hex(),
                hasGuilds ? guildRows : Map.of(),
                chunks);
    }
}
