package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot in the catalogue.
 *
 * @param guild whose rows; guild 0: everybody's
 * @param snapshotId issued by the database: the order in which snapshots were begun
 * @param takenAt the moment whose state it holds
 * @param writtenBytes what was written for it in each location
 * @param storedBytes of all its files, those of earlier snapshots included
 * @param restore how long its drill took; {@code null}: it had none
 * @param failure why it failed, or its drill did
 */
public record SnapshotEntry(
        GuildId guild,
        long snapshotId,
        SnapshotKind kind,
        String reason,
        SnapshotState state,
        UserId requestedBy,
        Instant startedAt,
        @Nullable Instant takenAt,
        @Nullable Instant copiedAt,
        @Nullable Instant verifiedAt,
        @Nullable Instant drilledAt,
        long rows,
        long plainBytes,
        long writtenBytes,
        long storedBytes,
        @Nullable Duration restore,
        @Nullable String failure) {}
