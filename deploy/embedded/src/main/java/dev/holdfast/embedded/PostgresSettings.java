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
public record PostgresSettings(
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

    public PostgresSettings {
        server = Map.copyOf(server);
    }

    public static PostgresSettings temporary() {
        return new PostgresSettings(Optional.empty(), Optional.empty(), Optional.empty(), DEFAULTS);
    }

    public static PostgresSettings keptIn(Path folder) {
        return new PostgresSettings(
                Optional.of(folder), Optional.empty(), Optional.empty(), DEFAULTS);
    }

    public PostgresSettings onPort(int number) {
        return new PostgresSettings(
                folder, Optional.of(new LoopbackPort(number)), programs, server);
    }

    /** Runs another release, from a folder that has {@code bin/postgres}. */
    public PostgresSettings by(Path otherPrograms) {
        return new PostgresSettings(folder, port, Optional.of(otherPrograms), server);
    }

    public PostgresSettings with(String name, String value) {
        var changed = new LinkedHashMap<>(server);
        changed.put(name, value);
        return new PostgresSettings(folder, port, programs, changed);
    }
}
