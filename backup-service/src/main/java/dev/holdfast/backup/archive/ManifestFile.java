package dev.holdfast.backup.archive;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.holdfast.backup.key.RepositoryKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A manifest as a file: a line that names the key, then JSON and its SHA-256, compressed and sealed
 * for its snapshot's number.
 */
final class ManifestFile {

    private static final Pattern LINE = Pattern.compile("holdfast-manifest 1 ([0-9a-f]{16})\n");
    private static final int LINE_LENGTH = "holdfast-manifest 1 ".length() + 16 + 1;
    private static final int HASH = 32;
    private static final int LEVEL = 3;

    /** Of snapshots that come from a newer build, what is new is not needed to restore. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private ManifestFile() {}

    static byte[] write(SnapshotManifest manifest, RepositoryKey key) {
        try {
            var json = JSON.writeValueAsBytes(manifest);
            var plain = Arrays.copyOf(json, json.length + HASH);
            System.arraycopy(hash(json, json.length), 0, plain, json.length, HASH);
            var sealed =
                    key.seal(Zstd.compress(plain, LEVEL), context(manifest.snapshotId(), key.id()));
            var line =
                    "holdfast-manifest 1 %s\n"
                            .formatted(key.id())
                            .getBytes(StandardCharsets.US_ASCII);
            var file = Arrays.copyOf(line, line.length + sealed.length);
            System.arraycopy(sealed, 0, file, line.length, sealed.length);
            return file;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which key opens it. */
    static String keyId(byte[] file) throws DamagedException {
        var line =
                LINE.matcher(
                        new String(
                                file,
                                0,
                                Math.min(file.length, LINE_LENGTH),
                                StandardCharsets.US_ASCII));
        if (!line.matches()) {
            throw new DamagedException("is no manifest of this format");
        }
        return line.group(1);
    }

    static SnapshotManifest read(long snapshotId, byte[] file, RepositoryKey key)
            throws DamagedException {
        try {
            var sealed = Arrays.copyOfRange(file, LINE_LENGTH, file.length);
            var compressed = key.open(sealed, context(snapshotId, key.id()));
            byte[] plain;
            try (var stream = new ZstdInputStream(new ByteArrayInputStream(compressed))) {
                plain = stream.readAllBytes();
            }
            var length = plain.length - HASH;
            if (length < 0
                    || !Arrays.equals(hash(plain, length), 0, HASH, plain, length, plain.length)) {
                throw new DamagedException("does not have the content that its hash says");
            }
            var manifest = JSON.readValue(plain, 0, length, SnapshotManifest.class);
            if (manifest.snapshotId() != snapshotId || !manifest.keyId().equals(key.id())) {
                throw new DamagedException("is the manifest of another snapshot");
            }
            return manifest;
        } catch (DamagedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new DamagedException("does not decrypt as what was written", e);
        }
    }

    private static String context(long snapshotId, String keyId) {
        return "manifest|%d|%s".formatted(snapshotId, keyId);
    }

    private static byte[] hash(byte[] bytes, int length) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
