package dev.holdfast.ctl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a service's program needs to reach the servers of the local stack, as {@code deploy/up}
 * keeps it in its data folder. What the environment says counts more.
 */
record LocalStack(Map<String, String> environment, Path root) {

    LocalStack {
        environment = Map.copyOf(environment);
    }

    /** What is known of it, by the names of the settings. */
    Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put(
                "DATABASE_URL", "postgresql://127.0.0.1:%s/holdfast".formatted(postgresPort()));
        read("postgres/password")
                .ifPresent(password ->
                        settings.put(
                                "DATABASE_ADMIN_URL",
                                "postgresql://postgres:%s@127.0.0.1:%s/holdfast"
                                        .formatted(password, postgresPort())));
        read("redis-password")
                .ifPresent(password ->
                        settings.put(
                                "REDIS_URL",
                                "redis://:%s@127.0.0.1:%s"
                                        .formatted(password, port("HOLDFAST_REDIS_PORT", "6380"))));
        read("backup.key").ifPresent(key -> settings.put("BACKUP_MASTER_KEY", key));
        settings.put("BACKUP_LOCATIONS", "folder:" + data().resolve("backup"));
        settings.keySet().removeIf(name -> !environment.getOrDefault(name, "").isBlank());
        return settings;
    }

    private String postgresPort() {
        return port("HOLDFAST_POSTGRES_PORT", "5433");
    }

    private String port(String setting, String usual) {
        var given = environment.getOrDefault(setting, "");
        return given.isBlank() ? usual : given;
    }

    private Path data() {
        var given = environment.getOrDefault("HOLDFAST_DATA", "");
        return root.resolve(given.isBlank() ? "data" : given);
    }

    private Optional<String> read(String file) {
        try {
            return Optional.of(Files.readString(data().resolve(file)).strip());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Without what it holds. */
    @Override
    public String toString() {
        return "the local stack in " + data();
    }
}
