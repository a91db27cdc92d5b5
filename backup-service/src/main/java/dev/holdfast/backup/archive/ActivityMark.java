package dev.holdfast.backup.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Says in a location that something is being written, or swept, there; by any process. A mark that
 * was not renewed for long, by the location's own clock, is of a process that died: one of who
 * writes after an hour, one of who sweeps after a minute, since everybody who writes waits for it.
 */
final class ActivityMark implements AutoCloseable {

    static final String WRITING = Layout.RUNNING + "writing-";
    static final String SWEEPING = Layout.RUNNING + "sweeping-";

    private static final Logger LOG = Logger.getLogger("holdfast.backup");
    private static final Duration STALE = Duration.ofHours(1);
    private static final Duration STALE_SWEEPING = Duration.ofMinutes(1);
    private static final Duration RENEW = Duration.ofSeconds(10);

    private final Location location;
    private final String path;
    private long renewedAt;

    private ActivityMark(Location location, String path) {
        this.location = location;
        this.path = path;
    }

    /**
     * Sets a mark.
     *
     * @param kind {@link #WRITING} or {@link #SWEEPING}
     */
    static ActivityMark set(Location location, String kind) throws IOException {
        var mark = new ActivityMark(location, kind + UUID.randomUUID());
        mark.put();
        return mark;
    }

    private void put() throws IOException {
        location.put(path, path.getBytes(StandardCharsets.US_ASCII));
        renewedAt = System.nanoTime();
    }

    /** Called often, so that it stays. */
    synchronized void renew() throws IOException {
        if (System.nanoTime() - renewedAt > RENEW.toNanos()) {
            put();
        }
    }

    /** Marks of a kind that other processes, or other threads of this one, keep. */
    List<StoredFile> others(String kind) throws IOException {
        var all = location.list(Layout.RUNNING);
        var stale = now(all).minus(kind.equals(SWEEPING) ? STALE_SWEEPING : STALE);
        return all.stream()
                .filter(it -> it.path().startsWith(kind) && !it.path().equals(path))
                .filter(it -> it.modifiedAt().isAfter(stale))
                .toList();
    }

    /** What the location's clock said when this was renewed last. */
    private Instant now(List<StoredFile> all) throws IOException {
        return all.stream()
                .filter(it -> it.path().equals(path))
                .map(StoredFile::modifiedAt)
                .findFirst()
                .orElseThrow(() -> new IOException("the mark %s is gone".formatted(path)));
    }

    /** Files under a prefix that nobody has touched for an hour. */
    List<StoredFile> stale(String prefix) throws IOException {
        var now = now(location.list(Layout.RUNNING));
        return location.list(prefix).stream()
                .filter(it -> !it.path().equals(path))
                .filter(it -> it.modifiedAt().isBefore(now.minus(STALE)))
                .toList();
    }

    @Override
    public void close() {
        try {
            location.delete(path);
        } catch (IOException e) {
            LOG.debugf("%s: %s", path, e.getMessage());
        }
    }
}
