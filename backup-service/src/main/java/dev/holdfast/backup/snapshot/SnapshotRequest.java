package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.UserText;

/**
 * What snapshot is wanted.
 *
 * @param reason in a few words, at most 200 characters; kept in the manifest
 * @param guild whose rows; guild 0: everybody's
 * @param by who asked; user 0: the service itself or an operator
 */
public record SnapshotRequest(SnapshotKind kind, String reason, GuildId guild, UserId by) {

    private static final int LONGEST = 200;

    public SnapshotRequest {
        if (kind == SnapshotKind.GUILD && guild.value() == SnapshotManifest.EVERYTHING) {
            throw new IllegalArgumentException("a guild's snapshot needs its guild");
        }
        reason = UserText.shorten(reason, LONGEST);
    }

    /** A snapshot of everything, which the service takes by itself. */
    public static SnapshotRequest whole(SnapshotKind kind, String reason) {
        return new SnapshotRequest(kind, reason, GuildId.DIRECT, new UserId(0));
    }
}
