package dev.holdfast.backup.archive;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Deletes what no snapshot names. It and those who write see each other's marks: both mark first
 * and look afterwards; it gives way, and they wait until it has.
 */
final class Sweep {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Repository repository;
    private final Location location;
    private final ActivityMark mark;
    private long files;
    private long bytes;

    private Sweep(Repository repository, ActivityMark mark) {
        this.repository = repository;
        this.location = repository.location();
        this.mark = mark;
    }

    static SweepResult sweep(Repository repository) throws IOException {
        try (var mark = ActivityMark.set(repository.location(), ActivityMark.SWEEPING)) {
            return new Sweep(repository, mark).sweep();
        }
    }

    /** Waits until whoever sweeps has seen the mark, or its own is of a dead process. */
    static void letEnd(ActivityMark writing) throws IOException {
        var deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!writing.others(ActivityMark.SWEEPING).isEmpty()) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new IOException("it is being swept; a next attempt will find it free");
            }
            LockSupport.parkNanos(LOOK.toNanos());
            writing.renew();
        }
    }

    private SweepResult sweep() throws IOException {
        if (isWrittenTo()) {
            return postponed();
        }
        var named = new HashSet<String>();
        var unreadable =
                repository.each(manifest -> {
                    mark.renew();
                    manifest.chunks().map(ChunkRef::contentId).forEach(named::add);
                });
        if (!unreadable.isEmpty()) {
            var first = unreadable.getFirst();
            return new SweepResult.Postponed(
                    "%s does not open (it %s), so nobody knows which chunks it names"
                            .formatted(first.path(), first.why()));
        }
        for (var file : location.list(Layout.CHUNKS)) {
            if (Layout.contentId(file.path()).filter(named::contains).isEmpty()) {
                if (isWrittenTo()) {
                    return postponed();
                }
                delete(file);
            }
        }
        for (var left : List.of(Layout.PARTIAL, Layout.RUNNING)) {
            for (var file : mark.stale(left)) {
                delete(file);
            }
        }
        return new SweepResult.Done(files, bytes);
    }

    private boolean isWrittenTo() throws IOException {
        mark.renew();
        return !mark.others(ActivityMark.WRITING).isEmpty();
    }

    private static SweepResult postponed() {
        return new SweepResult.Postponed("a snapshot is being written");
    }

    private void delete(StoredFile file) throws IOException {
        location.delete(file.path());
        files++;
        bytes += file.bytes();
    }
}
