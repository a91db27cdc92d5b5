package dev.holdfast.backup.archive;

import dev.holdfast.backup.key.RepositoryKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A chunk as a file of a location. */
final class ChunkFile {

    private static final int SEGMENT_PLAIN = RepositoryKey.SEGMENT - RepositoryKey.TAG;

    private ChunkFile() {}

    static ChunkRef ref(String table, Compressed compressed, RepositoryKey key) {
        var id = key.contentId(table, compressed.stream(), compressed.length());
        return new ChunkRef(
                id, compressed.plainBytes(), sealedBytes(compressed.length()), compressed.frames());
    }

    static byte[] seal(String table, ChunkRef chunk, Compressed compressed, RepositoryKey key) {
        var sealed = key.seal(compressed.bytes(), context(table, chunk.contentId()));
        if (sealed.length != chunk.storedBytes()) {
            throw new IllegalStateException("sealed bytes are more than was computed");
        }
        return sealed;
    }

    private static long sealedBytes(long plain) {
        return plain + RepositoryKey.HEADER + segments(plain) * RepositoryKey.TAG;
    }

    private static long segments(long plain) {
        return Math.max(1, Math.ceilDiv(plain + RepositoryKey.HEADER, SEGMENT_PLAIN));
    }

    /** The file as it is stored, after it was decrypted and compared. */
    static byte[] stored(Location location, RepositoryKey key, String table, ChunkRef chunk)
            throws IOException {
        var sealed = whole(location, chunk);
        open(sealed, key, table, chunk);
        return sealed;
    }

    /** The compressed stream, all of it. */
    static byte[] stream(Location location, RepositoryKey key, String table, ChunkRef chunk)
            throws IOException {
        return open(whole(location, chunk), key, table, chunk);
    }

    private static byte[] whole(Location location, ChunkRef chunk) throws IOException {
        // One byte more than there should be tells of a file that is too long.
        var most = Math.toIntExact(chunk.storedBytes() + 1);
        var sealed = location.read(Layout.chunk(chunk.contentId()), 0, most);
        if (sealed.length != chunk.storedBytes()) {
            throw new DamagedException("does not have the length that was written");
        }
        return sealed;
    }

    private static byte[] open(byte[] sealed, RepositoryKey key, String table, ChunkRef chunk)
            throws DamagedException {
        byte[] stream;
        try {
            stream = key.open(sealed, context(table, chunk.contentId()));
        } catch (IOException e) {
            throw new DamagedException("does not decrypt as what was written", e);
        }
        if (!key.contentId(table, stream, stream.length).equals(chunk.contentId())) {
            throw new DamagedException("does not hold the content of its name");
        }
        return stream;
    }

    /**
     * The compressed bytes of neighbouring frames, and of no others: reads the segments they lie
     * in.
     */
    static byte[] span(
            Location location,
            RepositoryKey key,
            String table,
            ChunkRef chunk,
            List<Frame> neighbours)
            throws IOException {
        var from = neighbours.getFirst().offset();
        var last = neighbours.getLast();
        var stream = new byte[Math.toIntExact(last.offset() + last.length() - from)];
        var first = (from + RepositoryKey.HEADER) / SEGMENT_PLAIN * RepositoryKey.SEGMENT;
        var behind =
                ((from + stream.length - 1 + RepositoryKey.HEADER) / SEGMENT_PLAIN + 1)
                        * RepositoryKey.SEGMENT;
        var end = Math.min(behind, chunk.storedBytes());
        try (var fetched = new FetchedChannel(location, chunk, first, end);
                var opened = key.open(fetched, context(table, chunk.contentId()))) {
            opened.position(from);
            var into = ByteBuffer.wrap(stream);
            while (into.hasRemaining()) {
                if (opened.read(into) < 0) {
                    throw new DamagedException("ends before its frames do");
                }
            }
            return stream;
        } catch (FetchedChannel.Failed e) {
            throw e.why();
        } catch (DamagedException e) {
            throw e;
        } catch (IOException e) {
            throw new DamagedException("does not decrypt as what was written", e);
        }
    }

    private static String context(String table, String contentId) {
        return "chunk|%s|%s".formatted(table, contentId);
    }
}
