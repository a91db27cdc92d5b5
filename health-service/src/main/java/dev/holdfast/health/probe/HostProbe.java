package dev.holdfast.health.probe;

import dev.holdfast.health.probe.Component.Kind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Looks at this machine: each disk, the processor and this process's heap. A disk that cannot be
 * seen is unknown. Thread-safe.
 */
@Singleton
final class HostProbe {

    private static final int HEAP_PERCENT = 92;

    private final List<Path> volumes;
    private final int leastFree;
    private final int mostLoad;
    private final Component component;
    private final Clock clock;

    @Inject
    HostProbe(
            ProbeSettings settings,
            @ConfigProperty(name = "health.folder", defaultValue = "data/health") String own,
            @ConfigProperty(name = "holdfast.log.dir", defaultValue = "data/logs") String logs,
            Clock clock) {
        this(
                settings.volumes().orElse(List.of(own, logs)),
                settings.volumeFree(),
                settings.load(),
                clock);
    }

    HostProbe(List<String> volumes, int leastFree, int mostLoad, Clock clock) {
        this.volumes = volumes.stream().map(String::strip).map(Path::of).toList();
        this.leastFree = leastFree;
        this.mostLoad = mostLoad;
        this.component =
                new Component(Kind.HOST, System.getenv().getOrDefault("HOSTNAME", "local"));
        this.clock = clock;
    }

    Component component() {
        return component;
    }

    Measurement measure() {
        var unseen = new ArrayList<String>();
        var wrong = new ArrayList<>(disks(unseen));
        load().ifPresent(wrong::add);
        heap().ifPresent(wrong::add);
        if (!wrong.isEmpty()) {
            wrong.addAll(unseen);
            return of(Verdict.DEGRADED, wrong);
        }
        return unseen.isEmpty()
                ? Measurement.well(component, clock.instant())
                : of(Verdict.UNKNOWN, unseen);
    }

    private Measurement of(Verdict verdict, List<String> sentences) {
        return Measurement.of(component, verdict, String.join(" ", sentences), clock.instant());
    }

    /** Each disk once, however many of the paths are on it. */
    private List<String> disks(List<String> unseen) {
        var wrong = new ArrayList<String>();
        var seen = new HashSet<FileStore>();
        for (var path : volumes) {
            try {
                var disk = Files.getFileStore(nearest(path));
                if (seen.add(disk)) {
                    full(path, disk).ifPresent(wrong::add);
                }
            } catch (IOException | SecurityException e) {
                unseen.add(
                        "The disk of %s cannot be seen: %s."
                                .formatted(path, e.getClass().getSimpleName()));
            }
        }
        return wrong;
    }

    /** A folder that is made later will be on the disk of the one above it. */
    private static Path nearest(Path path) {
        var folder = path.toAbsolutePath();
        var above = folder.getParent();
        return !Files.exists(folder) && above != null && Files.exists(above) ? above : folder;
    }

    private Optional<String> full(Path path, FileStore disk) throws IOException {
        var total = disk.getTotalSpace();
        var free = disk.getUsableSpace();
        return total > 0 && free * 100.0 / total < leastFree
                ? Optional.of(
                        "The disk of %s has %d of %d MiB left."
                                .formatted(path, free >> 20, total >> 20))
                : Optional.empty();
    }

    private Optional<String> load() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        var load = system.getSystemLoadAverage();
        var processors = system.getAvailableProcessors();
        return load > (double) mostLoad * processors
                ? Optional.of("The load is %.1f on %d processors.".formatted(load, processors))
                : Optional.empty();
    }

    private static Optional<String> heap() {
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return heap.getMax() > 0 && heap.getUsed() * 100 / heap.getMax() > HEAP_PERCENT
                ? Optional.of(
                        "This process uses %d of its %d MiB of heap."
                                .formatted(heap.getUsed() >> 20, heap.getMax() >> 20))
                : Optional.empty();
    }
}
