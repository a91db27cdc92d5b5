package dev.holdfast.backup.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A real location whose calls a test hears, and whose answers it may spoil. */
class WatchedLocation implements Location {

    private final Location real;
    final List<String> puts = new ArrayList<>();
    long bytesRead;
    long reads;

    WatchedLocation(Location real) {
        this.real = real;
    }

    /** Called before each change: what it throws happens instead. */
    void before(String path) throws IOException {}

    /** What is written in the place of the content. */
    byte[] spoiled(String path, byte[] content) {
        return content;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public void put(String path, byte[] content) throws IOException {
        before(path);
        puts.add(path);
        real.put(path, spoiled(path, content));
    }

    @Override
    public Batch batch() throws IOException {
        before("batch");
        var batch = real.batch();
        return new Batch() {
            @Override
            public void put(String path, byte[] content) throws IOException {
                before(path);
                puts.add(path);
                batch.put(path, spoiled(path, content));
            }

            @Override
            public void settle() throws IOException {
                before("settle");
                batch.settle();
            }

            @Override
            public void close() {
                batch.close();
            }
        };
    }

    @Override
    public byte[] read(String path, long offset, int length) throws IOException {
        var bytes = real.read(path, offset, length);
        bytesRead += bytes.length;
        reads++;
        return bytes;
    }

    @Override
    public InputStream open(String path) throws IOException {
        return real.open(path);
    }

    @Override
    public List<StoredFile> list(String prefix) throws IOException {
        return real.list(prefix);
    }

    @Override
    public void delete(String path) throws IOException {
        before(path);
        real.delete(path);
    }

    @Override
    public OptionalLong freeBytes() throws IOException {
        return real.freeBytes();
    }
}
