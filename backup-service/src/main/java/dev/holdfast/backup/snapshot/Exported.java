package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.ChunkRef;
import dev.holdfast.backup.postgres.RowHash;
import java.util.List;
import java.util.Map;

/**
 * What became of a piece.
 *
 * @param guildRows how many rows each guild has in it
 */
record Exported(ExportPart piece, List<ChunkRef> chunks, RowHash hash, Map<Long, Long> guildRows) {

    long plainBytes() {
        return chunks.stream().mapToLong(ChunkRef::plainBytes).sum();
    }
}
