package dev.holdfast.health.integrity;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.command.ServiceCheck;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * No watched disk is full within two weeks at the pace of the last month. One that cannot be seen
 * is unknown. That a disk has little space left now, the probe of the machine tells.
 */
@Singleton
record DiskCheck(Sizes sizes) implements ServiceCheck {

    static final int LEAST_DAYS = 14;

    private static final double GIGABYTE = 1_000_000_000;

    @Override
    public String name() {
        return "disks-do-not-fill-soon";
    }

    @Override
    public Finding check() {
        return check(sizes.volumes(), sizes.all());
    }

    static Finding check(List<Path> volumes, List<Size> known) {
        var full = new ArrayList<String>();
        var unseen = new ArrayList<String>();
        for (var path : volumes) {
            if (Sizes.disk(path).isEmpty()) {
                unseen.add("the disk of %s cannot be seen".formatted(path));
            } else {
                fault(path, known).ifPresent(full::add);
            }
        }
        if (!full.isEmpty()) {
            full.addAll(unseen);
            return new Finding.Broken(String.join("; ", full));
        }
        return unseen.isEmpty()
                ? new Finding.Sound(volumes.size())
                : new Finding.Unchecked(String.join("; ", unseen));
    }

    private static Optional<String> fault(Path path, List<Size> known) {
        return known.stream()
                .filter(size -> size.kind() == Size.Kind.DISK)
                .filter(size -> size.name().equals(path.toString()))
                .filter(size -> size.daysUntilFull().orElse(LEAST_DAYS) < LEAST_DAYS)
                .map(size ->
                        "the disk of %s is full in %d days: %.1f of %.1f GB are used, and %.1f GB more each day"
                                .formatted(
                                        path,
                                        size.daysUntilFull().orElseThrow(),
                                        size.bytes() / GIGABYTE,
                                        size.limit().orElseThrow() / GIGABYTE,
                                        size.perDay().orElseThrow() / GIGABYTE))
                .findFirst();
    }
}
