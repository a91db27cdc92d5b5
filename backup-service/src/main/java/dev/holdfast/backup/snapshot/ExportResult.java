package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.ChunkRef;
import dev.holdfast.backup.postgres.RowHash;
import java.util.List;
import java.util.Map;

/**
 * The result of exporting one part.
 *
 * @param guildRows how many rows each guild has in it
 */
record ExportResult(
        ExportPart piece, List<ChunkRef> chunks, RowHash hash, Map<Long, Long> guildRows) {

    long plainBytes() {
        return chunks.stream().mapToLong(ChunkRef::plainBytes).sum();
    }
}
