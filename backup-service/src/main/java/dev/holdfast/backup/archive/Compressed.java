package dev.holdfast.backup.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A chunk's frames, each a zstd frame of its own, one after the other.
 *
 * @param length how much of {@code stream} is used
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes, which nobody compares or changes
record Compressed(byte[] stream, int length, List<Frame> frames, long plainBytes) {

    private static final int LEVEL = 3;

    static Compressed of(List<PlainFrame> plain) {
        var bound = plain.stream().mapToLong(it -> Zstd.compressBound(it.tuples().length)).sum();
        var stream = new byte[Math.toIntExact(bound)];
        var frames = new ArrayList<Frame>(plain.size());
        var at = 0;
        var plainBytes = 0L;
        try (var zstd = new ZstdCompressCtx()) {
            zstd.setLevel(LEVEL);
            for (var frame : plain) {
                var tuples = frame.tuples();
                var length =
                        zstd.compressByteArray(
                                stream, at, stream.length - at, tuples, 0, tuples.length);
                frames.add(
                        new Frame(
                                at,
                                length,
                                tuples.length,
                                frame.rows(),
                                frame.firstGuild(),
                                frame.lastGuild()));
                at += length;
                plainBytes += tuples.length;
            }
        }
        return new Compressed(stream, at, frames, plainBytes);
    }

    /** What a seal is to be made of. */
    byte[] bytes() {
        return Arrays.copyOf(stream, length);
    }

    /** A frame's rows. */
    static byte[] plain(byte[] stream, int offset, Frame frame) throws DamagedException {
        try {
            var plain = new byte[frame.plainLength()];
            var length =
                    Zstd.decompressByteArray(
                            plain, 0, plain.length, stream, offset, frame.length());
            if (length != plain.length) {
                throw new DamagedException("has a frame of another length");
            }
            return plain;
        } catch (ZstdException | IndexOutOfBoundsException e) {
            throw new DamagedException("has a frame that does not decompress", e);
        }
    }
}
