package dev.holdfast.backup.archive;

import dev.holdfast.backup.key.RepositoryKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;

/** A chunk of which the header and one range are fetched, in at most two reads, and no more. */
final class FetchedChannel implements SeekableByteChannel {

    private final long size;
    private final byte[] header;
    private final byte[] range;
    private final long from;
    private long position;
    private boolean open = true;

    /** The location's own failure, which is not to be taken for damage. */
    static final class Failed extends IOException {

        private static final long serialVersionUID = 1L;

        private final IOException why;

        Failed(IOException why) {
            super(why);
            this.why = why;
        }

        IOException why() {
            return why;
        }
    }

    FetchedChannel(Location location, ChunkRef chunk, long from, long end) throws Failed {
        this.size = chunk.storedBytes();
        this.from = from;
        var path = Layout.chunk(chunk.contentId());
        try {
            this.range = location.read(path, from, Math.toIntExact(end - from));
            this.header = from == 0 ? range : location.read(path, 0, RepositoryKey.HEADER);
        } catch (IOException e) {
            throw new Failed(e);
        }
        if (range.length != end - from) {
            throw new Failed(new DamagedException("does not have the length that was written"));
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        var inRange = position >= from;
        var bytes = inRange ? range : header;
        var at = Math.toIntExact(inRange ? position - from : position);
        if (at >= bytes.length) {
            if (position >= size) {
                return -1;
            }
            throw new NoSuchFileException("not fetched");
        }
        var length = Math.min(into.remaining(), bytes.length - at);
        into.put(bytes, at, length);
        position += length;
        return length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long toSize) {
        throw new NonWritableChannelException();
    }
}
