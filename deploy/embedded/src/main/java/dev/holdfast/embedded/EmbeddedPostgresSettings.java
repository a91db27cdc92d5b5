package dev.holdfast.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an embedded PostgreSQL runs.
 *
 * @param folder keeps its data; without one the data is temporary
 * @param port on 127.0.0.1; without one a free port is taken
 * @param programs the folder of another release, such as {@code /usr/lib/postgresql/15}; without
 *     one the bundled PostgreSQL 18
 * @param server its own settings by name, such as {@code max_connections}
 */
public record EmbeddedPostgresSettings(
        Optional<Path> folder,
        Optional<LoopbackPort> port,
        Optional<Path> programs,
        Map<String, String> server) {

    private static final Map<String, String> DEFAULTS =
            Map.ofEntries(
                    Map.entry("fsync", "on"),
                    Map.entry("synchronous_commit", "on"),
                    Map.entry("full_page_writes", "on"),
                    Map.entry("shared_buffers", "128MB"),
                    Map.entry("max_connections", "200"),
                    Map.entry("jit", "off"),
                    Map.entry("timezone", "UTC"),
                    Map.entry("log_timezone", "UTC"),
                    Map.entry("log_line_prefix", "%m [%p] %u@%d "),
                    Map.entry("log_checkpoints", "off"));

    public EmbeddedPostgresSettings {
        server = Map.copyOf(server);
    }

    public static EmbeddedPostgresSettings temporary() {
        return new EmbeddedPostgresSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), DEFAULTS);
    }

    public static EmbeddedPostgresSettings keptIn(Path folder) {
        return new EmbeddedPostgresSettings(
                Optional.of(folder), Optional.empty(), Optional.empty(), DEFAULTS);
    }

    public EmbeddedPostgresSettings onPort(int number) {
        return new EmbeddedPostgresSettings(
                folder, Optional.of(new LoopbackPort(number)), programs, server);
    }

    /** Runs another release, from a folder that has {@code bin/postgres}. */
    public EmbeddedPostgresSettings by(Path otherPrograms) {
        return new EmbeddedPostgresSettings(folder, port, Optional.of(otherPrograms), server);
    }

    public EmbeddedPostgresSettings with(String name, String value) {
        var changed = new LinkedHashMap<>(server);
        changed.put(name, value);
        return new EmbeddedPostgresSettings(folder, port, programs, changed);
    }
}
