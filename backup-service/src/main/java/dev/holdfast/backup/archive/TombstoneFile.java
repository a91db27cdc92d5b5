package dev.holdfast.backup.archive;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.holdfast.backup.key.RepositoryKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who was forgotten by one service as a file of a location: a line that names the key, then tuples,
 * compressed and sealed. It is beside the snapshots, since a snapshot is of the night before.
 */
final class TombstoneFile {

    private static final String BEGIN = "holdfast-tombstones 1 ";
    private static final Pattern LINE = Pattern.compile(BEGIN + "([0-9a-f]{16})\n");
    private static final int LINE_LENGTH = BEGIN.length() + 16 + 1;
    private static final int LEVEL = 3;
    private static final TypeReference<List<byte[]>> TUPLES = new TypeReference<>() {};

    private static final JsonMapper JSON = new JsonMapper();

    private TombstoneFile() {}

    static byte[] write(List<byte[]> tuples, RepositoryKey key) {
        try {
            var plain = Zstd.compress(JSON.writeValueAsBytes(tuples), LEVEL);
            var sealed = key.seal(plain, context(key.id()));
            var line = (BEGIN + key.id() + "\n").getBytes(StandardCharsets.US_ASCII);
            var file = Arrays.copyOf(line, line.length + sealed.length);
            System.arraycopy(sealed, 0, file, line.length, sealed.length);
            return file;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which key opens it. */
    static String keyId(byte[] file) throws DamagedException {
        var begin = Arrays.copyOf(file, Math.min(file.length, LINE_LENGTH));
        var line = LINE.matcher(new String(begin, StandardCharsets.US_ASCII));
        if (!line.matches()) {
            throw new DamagedException("is no file of tombstones of this format");
        }
        return line.group(1);
    }

    static List<byte[]> read(byte[] file, RepositoryKey key) throws DamagedException {
        try {
            var sealed = Arrays.copyOfRange(file, LINE_LENGTH, file.length);
            var compressed = key.open(sealed, context(key.id()));
            try (var stream = new ZstdInputStream(new ByteArrayInputStream(compressed))) {
                return JSON.readValue(stream.readAllBytes(), TUPLES);
            }
        } catch (IOException | RuntimeException e) {
            throw new DamagedException("does not decrypt as what was written", e);
        }
    }

    private static String context(String keyId) {
        return "tombstones|" + keyId;
    }
}
