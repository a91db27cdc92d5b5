package dev.holdfast.health.integrity;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How large the database, its tables and the disks are, and how fast they grow. Thread-safe. */
@Singleton
public final class Sizes {

    private static final UserId NOBODY = new UserId(0);

    private final List<Path> volumes;
    private final UnitsOfWork units;

    @Inject
    Sizes(
            @ConfigProperty(name = "health.volumes") Optional<List<String>> volumes,
            @ConfigProperty(name = "health.folder", defaultValue = "data/health") String own,
            @ConfigProperty(name = "holdfast.log.dir", defaultValue = "data/logs") String logs,
            UnitsOfWork units) {
        this(volumes.orElse(List.of(own, logs)), units);
    }

    Sizes(List<String> volumes, UnitsOfWork units) {
        this.volumes = volumes.stream().map(String::strip).map(Path::of).toList();
        this.units = units;
    }

    /** A disk as it is now. */
    record Disk(long used, long total) {}

    /** Tables and databases by size, the largest first; of the last sample of the last two days. */
    public List<Size> all() {
        return units.read(GuildId.DIRECT, NOBODY, SizeStore::sizes);
    }

    /** The paths whose disks are watched. */
    List<Path> volumes() {
        return volumes;
    }

    /** Empty where it cannot be seen. */
    static Optional<Disk> disk(Path path) {
        try {
            var store = Files.getFileStore(path);
            var total = store.getTotalSpace();
            return total <= 0
                    ? Optional.empty()
                    : Optional.of(new Disk(total - store.getUsableSpace(), total));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Takes the day's sample; a later one of the day takes its place. */
    void sample(UnitOfWork work) {
        SizeStore.sampleDatabase(work);
        for (var path : volumes) {
            disk(path)
                    .ifPresent(disk ->
                            SizeStore.sampleDisk(work, path.toString(), disk.used(), disk.total()));
        }
    }
}
