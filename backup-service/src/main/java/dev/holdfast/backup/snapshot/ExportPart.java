package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.postgres.RowSelection;
import dev.holdfast.backup.postgres.TableShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one worker exports at a time.
 *
 * @param number where its rows stand among the table's
 * @param bytes that it is expected to have
 */
record ExportPart(TableShape table, int number, RowSelection part, long bytes) {

    /** 8 MB: what is appended later changes the last of them only. */
    static final int BLOCKS = 1_024;

    /** A guild's share of a table is not known before. */
    private static final long SMALL = 8 << 10;

    /** All tables' pieces, the largest first, so that the workers end together. */
    static List<ExportPart> of(List<TableShape> tables, long guild) {
        var pieces = new ArrayList<ExportPart>();
        for (var table : tables) {
            if (guild == 0) {
                pieces.addAll(whole(table));
            } else if (table.guildColumn() != null) {
                pieces.add(new ExportPart(table, 0, new RowSelection.OfGuild(guild), SMALL));
            }
        }
        pieces.sort(Comparator.comparingLong(ExportPart::bytes).reversed());
        return pieces;
    }

    /**
     * A table that only grows is read by ranges of blocks, which stay as they are once they are
     * full; any other in the order of its key.
     */
    private static List<ExportPart> whole(TableShape table) {
        if (!table.appendOnly()) {
            return List.of(new ExportPart(table, 0, new RowSelection.All(), table.bytes()));
        }
        var ranges = (int) Math.max(1, Math.ceilDiv(table.blocks(), BLOCKS));
        var pieces = new ArrayList<ExportPart>(ranges);
        for (var range = 0; range < ranges; range++) {
            var blocks = new RowSelection.Blocks((long) range * BLOCKS, (range + 1L) * BLOCKS);
            pieces.add(new ExportPart(table, range, blocks, table.bytes() / ranges));
        }
        return pieces;
    }
}
