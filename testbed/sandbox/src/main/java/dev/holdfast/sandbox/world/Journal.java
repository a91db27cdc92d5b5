package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.Json;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The world on disk: a snapshot and the changes since, one JSON line each. A change reaches the
 * operating system before it is answered, so it outlives a kill of the process; {@link #force}
 * makes it outlive the machine.
 *
 * <p>Files carry a generation: {@code snapshot-7.jsonl} holds all rows as they stood when {@code
 * journal-7.jsonl} began, or some later state of them, which replaying the journal arrives at
 * again.
 */
final class Journal implements AutoCloseable {
    private static final byte[] NEW_LINE = {'\n'};

    private final Path folder;
    private final FileLock lock;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private int generation;
    private long size;
    private boolean behind;

    Journal(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            var lockFile =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            lock = held(lockFile);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "SANDBOX_DATA=%s cannot be written: choose another folder or free it."
                            .formatted(folder),
                    e);
        }
    }

    private FileLock held(FileChannel lockFile) throws IOException {
        try {
            var taken = lockFile.tryLock();
            if (taken != null) return taken;
        } catch (OverlappingFileLockException e) {
            throw new IllegalStateException(inUse(), e);
        }
        throw new IllegalStateException(inUse());
    }

    private String inUse() {
        return "SANDBOX_DATA=%s is used by another sandbox: stop it or choose another folder."
                .formatted(folder);
    }

    /** Puts back every row of an earlier run; called once, before any change. */
    void restoreInto(List<? extends WorldStorage> tables) {
        var byName = tables.stream().collect(Collectors.toMap(WorldStorage::name, table -> table));
        try {
            var newest = generations("snapshot").stream().max(Integer::compare).orElse(0);
            if (newest > 0) replay(path("snapshot", newest), byName);
            generation = newest;
            for (var each : generations("journal")) {
                if (each < newest) continue;
                replay(path("journal", each), byName);
                generation = each;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's state cannot be read: " + folder, e);
        }
    }

    private List<Integer> generations(String kind) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(kind + "-\\d+\\.jsonl"))
                    .map(name -> Integer.valueOf(name.replaceAll("\\D", "")))
                    .sorted()
                    .toList();
        }
    }

    private Path path(String kind, int number) {
        return folder.resolve(kind + "-" + number + ".jsonl");
    }

    private static void replay(Path file, Map<String, ? extends WorldStorage> tables)
            throws IOException {
        try (var reader = Files.newBufferedReader(file)) {
            var line = reader.readLine();
            while (line != null) {
                var next = reader.readLine();
                var entry = Json.parse(line.getBytes(StandardCharsets.UTF_8));
                // Only the last line can be torn, by a kill in mid-write; it was never answered.
                if (entry.isEmpty() && next == null) return;
                apply(
                        entry.orElseThrow(
                                () -> new IOException(file + " is damaged: move it away.")),
                        tables);
                line = next;
            }
        }
    }

    private static void apply(JsonNode entry, Map<String, ? extends WorldStorage> tables)
            throws IOException {
        var table = tables.get(entry.path("table").asText());
        if (table == null) throw new IOException("unknown table in " + entry);
        if (entry.has("put")) table.restore(entry.get("put"));
        else table.forget(entry.path("drop").asText());
    }

    void put(String table, Entity row) {
        append(Map.of("table", table, "put", row));
    }

    void drop(String table, String key) {
        append(Map.of("table", table, "drop", key));
    }

    private void append(Object line) {
        pending.writeBytes(Json.bytes(line));
        pending.writeBytes(NEW_LINE);
    }

    /** Hands the changes since the last call to the operating system. */
    void write() {
        if (pending.size() == 0 || file == null) return;
        try {
            var bytes = ByteBuffer.wrap(pending.toByteArray());
            while (bytes.hasRemaining()) file.write(bytes);
            size += bytes.limit();
        } catch (IOException e) {
            behind = true;
            forgetPart(file, e);
            throw new UncheckedIOException(
                    "The sandbox's journal cannot be written: free disk space.", e);
        } finally {
            pending.reset();
        }
    }

    /** Half a line in the middle would make the file unreadable. */
    private void forgetPart(FileChannel journal, IOException lost) {
        try {
            journal.truncate(size);
        } catch (IOException e) {
            lost.addSuppressed(e);
        }
    }

    /** Whether a snapshot is due: the journal is that long, or lacks what could not be written. */
    boolean due(long longest) {
        return behind || size >= longest;
    }

    /** Makes what was written survive a power cut. */
    void force() throws IOException {
        var current = file;
        if (current != null && current.isOpen()) current.force(false);
    }

    /**
     * Starts the next journal file; the state as it stands now, or later, then goes to {@link
     * #snapshot}.
     */
    int begin() {
        write();
        try {
            if (file != null) file.close();
            generation++;
            size = 0;
            behind = false;
            file =
                    FileChannel.open(
                            path("journal", generation),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE);
            return generation;
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's journal cannot be written: " + folder, e);
        }
    }

    /**
     * Writes all rows, by table, for a generation that {@link #begin} started; removes what it
     * replaces.
     */
    void snapshot(Map<String, List<Entity>> tables, int begun) {
        var partial = folder.resolve("snapshot-" + begun + ".partial");
        try {
            try (var channel =
                            FileChannel.open(
                                    partial,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.TRUNCATE_EXISTING,
                                    StandardOpenOption.WRITE);
                    var out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
                for (var table : tables.entrySet()) {
                    for (var row : table.getValue()) {
                        out.write(Json.bytes(Map.of("table", table.getKey(), "put", row)));
                        out.write(NEW_LINE);
                    }
                }
                out.flush();
                channel.force(true);
            }
            Files.move(partial, path("snapshot", begun), StandardCopyOption.ATOMIC_MOVE);
            removeBefore(begun);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The sandbox's snapshot cannot be written: " + folder, e);
        }
    }

    private void removeBefore(int begun) throws IOException {
        try (var directory = FileChannel.open(folder)) {
            directory.force(true);
        }
        for (var kind : List.of("snapshot", "journal")) {
            for (var old : generations(kind)) {
                if (old < begun) Files.deleteIfExists(path(kind, old));
            }
        }
    }

    @Override
    public void close() throws IOException {
        write();
        force();
        if (file != null) file.close();
        lock.release();
        lock.channel().close();
    }
}
