package dev.holdfast.backup.archive;

import dev.holdfast.backup.postgres.Tombstones;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Keeps in every location who was forgotten. Safe for any thread. */
@Singleton
public final class ArchivedTombstones {

    private final Archive archive;

    @Inject
    public ArchivedTombstones(Archive archive) {
        this.archive = archive;
    }

    /**
     * Adds who was forgotten by a service to what each location knows of that.
     *
     * @param tuples as {@link Tombstones} has them
     * @return why locations do not have it, by name
     */
    public Map<String, String> keep(String schema, List<byte[]> tuples) {
        var failed = new LinkedHashMap<String, String>();
        try {
            var key = archive.currentKey(failed);
            for (var repository : archive.repositories()) {
                if (!failed.containsKey(repository.name())) {
                    try {
                        repository.keepTombstones(schema, tuples, key);
                    } catch (IOException e) {
                        failed.put(repository.name(), Repository.why(e));
                    }
                }
            }
        } catch (ArchiveException e) {
            archive.repositories().forEach(it -> failed.putIfAbsent(it.name(), Repository.why(e)));
        }
        return failed;
    }

    /**
     * Who was forgotten, by schema, as the locations know together.
     *
     * @param unreadable hears of what a location does not say, in a sentence
     */
    public Map<String, List<byte[]>> all(Consumer<String> unreadable) {
        var all = Map.<String, List<byte[]>>of();
        for (var repository : archive.repositories()) {
            Consumer<IOException> failed =
                    why ->
                            unreadable.accept(
                                    "%s does not say who was forgotten: %s"
                                            .formatted(repository.name(), Repository.why(why)));
            all = Tombstones.latest(all, repository.tombstones(failed));
        }
        return all;
    }
}
