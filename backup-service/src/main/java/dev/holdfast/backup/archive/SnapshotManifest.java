package dev.holdfast.backup.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One snapshot's content: all that a restore needs to know and all that a verification compares.
 *
 * @param format of the archive, {@link #FORMAT}
 * @param snapshotId issued by the database's sequence; part of what authenticates the manifest
 * @param guild whose rows it holds; {@link #EVERYTHING}: all rows of all schemas
 * @param takenAt the moment whose state it holds
 * @param application the version that wrote it
 * @param structure the database's definition, one frame without rows
 * @param ledger what the sums over each schema's ledger were
 * @param keyId the repository key that seals its chunks: {@link SnapshotWriter#keyId}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SnapshotManifest(
        int format,
        long snapshotId,
        SnapshotKind kind,
        String reason,
        long guild,
        Instant startedAt,
        Instant takenAt,
        String application,
        Server server,
        List<Schema> schemas,
        ChunkRef structure,
        List<SequenceValue> sequences,
        List<TableContent> tables,
        List<LedgerTotal> ledger,
        String keyId) {

    public static final int FORMAT = 1;

    /** In place of a guild. */
    public static final long EVERYTHING = 0;

    public SnapshotManifest {
        if (snapshotId <= 0) {
            throw new IllegalArgumentException("not a snapshot's number: " + snapshotId);
        }
        schemas = List.copyOf(schemas);
        sequences = List.copyOf(sequences);
        tables = List.copyOf(tables);
        ledger = List.copyOf(ledger);
    }

    /** Of all tables together. */
    public long rows() {
        return tables.stream().mapToLong(TableContent::rows).sum();
    }

    /** Of its chunks, those of earlier snapshots included; each counts once. */
    public long storedBytes() {
        return chunks()
                .collect(
                        Collectors.toMap(
                                ChunkRef::contentId, ChunkRef::storedBytes, (one, _) -> one))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Every chunk that it names, one as often as it is named. */
    Stream<ChunkRef> chunks() {
        return Stream.concat(
                Stream.of(structure), tables.stream().flatMap(table -> table.chunks().stream()));
    }
}
