package dev.holdfast.health.spool;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens the spool files of this process. Thread-safe. */
@Singleton
public final class Spools {

    private final Path folder;
    private final List<Spool> open = new ArrayList<>();

    /**
     * @param folder {@code HEALTH_FOLDER}: kept over restarts; instances on one machine that listen
     *     on different ports may share it
     */
    @Inject
    Spools(
            @ConfigProperty(name = "health.folder", defaultValue = "data/health") String folder,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this(Path.of(folder).resolve(Integer.toString(port)));
    }

    /** In that folder. */
    public Spools(Path folder) {
        this.folder = folder;
    }

    /** A spool of that name; one for each name. */
    public synchronized Spool open(String name) {
        var spool = new Spool(folder.resolve(name + ".jsonl"));
        open.add(spool);
        return spool;
    }

    /** Why one of them keeps nothing; empty where all do. */
    synchronized Optional<String> obstacle() {
        return open.stream().flatMap(it -> it.obstacle().stream()).findFirst();
    }

    @PreDestroy
    public synchronized void close() {
        open.forEach(Spool::close);
    }
}
