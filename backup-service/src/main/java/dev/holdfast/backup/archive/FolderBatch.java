package dev.holdfast.backup.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Files that lie in a folder under partial names until all are synchronized: each by itself costs a
 * write of the file system's journal.
 */
final class FolderBatch implements Location.Batch {

    private static final Logger LOG = Logger.getLogger("holdfast.backup");

    private final FolderLocation folder;
    private final Map<String, Path> partials = new ConcurrentHashMap<>();

    FolderBatch(FolderLocation folder) {
        this.folder = folder;
    }

    @Override
    public void put(String path, byte[] content) throws IOException {
        remove(partials.put(path, folder.partial(content)));
    }

    @Override
    public void settle() throws IOException {
        var folders = new TreeSet<Path>();
        for (var each : Map.copyOf(partials).entrySet()) {
            folder.place(each.getValue(), each.getKey(), folders);
            partials.remove(each.getKey());
        }
        for (var each : folders) {
            folder.synchronize(each);
        }
    }

    @Override
    public void close() {
        partials.values().forEach(FolderBatch::remove);
        partials.clear();
    }

    private static void remove(@Nullable Path partial) {
        if (partial != null) {
            try {
                Files.deleteIfExists(partial);
            } catch (IOException e) {
                LOG.debugf("%s is left for the next sweep: %s", partial, e.getMessage());
            }
        }
    }
}
