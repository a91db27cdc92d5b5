package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of snapshots: when the newest verified one was taken, by which its absence is
 * noticed, how large it is, and how far one that runs is. Safe for any thread.
 */
@Singleton
final class SnapshotMetrics {

    private static final Duration BETWEEN = Duration.ofSeconds(15);

    private final WorkerConnection worker;
    private final DatabaseStart start;
    private final MeterRegistry metrics;
    private final PollingLoop rounds;
    private final Set<ExportProgress> running = ConcurrentHashMap.newKeySet();
    private volatile @Nullable SnapshotEntry newest;

    /** Ends with its snapshot. */
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    @Inject
    SnapshotMetrics(
            WorkerConnection worker,
            DatabaseStart start,
            PollingLoops loops,
            MeterRegistry metrics) {
        this.worker = worker;
        this.start = start;
        this.metrics = metrics;
        this.rounds = loops.every("backup-metrics", BETWEEN, this::round);
        newest("holdfast.backup.verified.timestamp", "seconds", it -> seconds(it.takenAt()));
        newest("holdfast.backup.snapshot.rows", "", SnapshotEntry::rows);
        newest("holdfast.backup.snapshot.plain", "bytes", SnapshotEntry::plainBytes);
        newest("holdfast.backup.snapshot.stored", "bytes", SnapshotEntry::storedBytes);
        newest("holdfast.backup.snapshot.written", "bytes", SnapshotEntry::writtenBytes);
        running("holdfast.backup.running", "", _ -> 1);
        running("holdfast.backup.running.rows", "", ExportProgress::rows);
        running("holdfast.backup.running.read", "bytes", ExportProgress::bytes);
        running("holdfast.backup.running.share", "", ExportProgress::share);
        for (var kind : SnapshotKind.values()) {
            metrics.counter("holdfast.backup.failures", "kind", word(kind));
        }
    }

    private void newest(String name, String unit, ToDoubleFunction<SnapshotEntry> value) {
        Gauge.builder(
                        name,
                        this,
                        it -> {
                            var entry = it.newest;
                            return entry == null ? 0 : value.applyAsDouble(entry);
                        })
                .baseUnit(unit.isEmpty() ? null : unit)
                .register(metrics);
    }

    private void running(String name, String unit, ToDoubleFunction<ExportProgress> value) {
        Gauge.builder(name, running, all -> all.stream().mapToDouble(value).sum())
                .baseUnit(unit.isEmpty() ? null : unit)
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.close();
    }

    /** Shows how far it is until it ends, and how long it took then. */
    Running running(SnapshotKind kind, ExportProgress progress) {
        var began = System.nanoTime();
        running.add(progress);
        return () -> {
            running.remove(progress);
            metrics.timer("holdfast.backup.snapshot", "kind", word(kind))
                    .record(Duration.ofNanos(System.nanoTime() - began));
        };
    }

    void failed(SnapshotKind kind) {
        metrics.counter("holdfast.backup.failures", "kind", word(kind)).increment();
    }

    /** Another instance may have taken it. */
    void heard(@Observes SnapshotProven event) {
        if (event.entry().guild().value() == SnapshotManifest.EVERYTHING) {
            newest = event.entry();
        }
    }

    private void round() {
        if (start.state() instanceof DatabaseStart.State.Ready) {
            newest = SnapshotRowStore.newestProven(worker).orElse(null);
        }
    }

    private static double seconds(@Nullable Instant instant) {
        return instant == null ? 0 : instant.getEpochSecond();
    }

    private static String word(SnapshotKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
