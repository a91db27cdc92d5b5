package dev.holdfast.backup.archive;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Where things lie in a location. */
final class Layout {

    static final String FORMAT = "format";
    static final String CHUNKS = "chunks/";
    static final String SNAPSHOTS = "snapshots/";
    static final String KEYS = "keys/";
    static final String RUNNING = "running/";
    static final String PARTIAL = "partial/";
    static final String TOMBSTONES = "tombstones/";

    /** How many files hold each key: a single one would be the end of all snapshots. */
    static final int KEY_COPIES = 2;

    private static final Pattern CHUNK = Pattern.compile("chunks/([0-9a-f]{2})/(\\1[0-9a-f]{62})");
    private static final Pattern MANIFEST = Pattern.compile("snapshots/([0-9]{20})");
    private static final Pattern KEY =
            Pattern.compile("keys/([0-9a-f]{16})\\.([0-9a-f]{16})\\.[1-9]");

    private Layout() {}

    static byte[] format() {
        return "holdfast-backup %d\n"
                .formatted(SnapshotManifest.FORMAT)
                .getBytes(StandardCharsets.US_ASCII);
    }

    static String chunk(String contentId) {
        return CHUNKS + contentId.substring(0, 2) + "/" + contentId;
    }

    static Optional<String> contentId(String path) {
        var chunk = CHUNK.matcher(path);
        return chunk.matches() ? Optional.of(chunk.group(2)) : Optional.empty();
    }

    static String manifest(long snapshotId) {
        return SNAPSHOTS + "%020d".formatted(snapshotId);
    }

    static OptionalLong snapshotId(String path) {
        var manifest = MANIFEST.matcher(path);
        try {
            return manifest.matches()
                    ? OptionalLong.of(Long.parseLong(manifest.group(1)))
                    : OptionalLong.empty();
        } catch (NumberFormatException _) { // beyond any sequence
            return OptionalLong.empty();
        }
    }

    static String key(String keyId, String masterKeyId, int copy) {
        return "%s%s.%s.%d".formatted(KEYS, keyId, masterKeyId, copy);
    }

    /** Whose key a file holds. */
    static Optional<String> keyId(String path) {
        var key = KEY.matcher(path);
        return key.matches() ? Optional.of(key.group(1)) : Optional.empty();
    }
}
