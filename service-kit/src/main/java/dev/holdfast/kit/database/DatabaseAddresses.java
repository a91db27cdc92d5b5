package dev.holdfast.kit.database;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import dev.holdfast.kit.security.Keys;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the database is and as whom this service connects: its own role, its worker, the admin. */
@Singleton
final class DatabaseAddresses implements SettingsCheck {

    private static final int MOST_CONNECTIONS = 100;
    private static final Duration SHORTEST_PATIENCE = Duration.ofMillis(100);
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);

    private final String service;
    private final DatabaseSettings settings;
    private final Keys keys;

    DatabaseAddresses(
            @ConfigProperty(name = "quarkus.application.name") String service,
            DatabaseSettings settings,
            Keys keys) {
        this.service = service;
        this.settings = settings;
        this.keys = keys;
    }

    String service() {
        return service;
    }

    String worker() {
        return service + "_worker";
    }

    /** Who serves the requests: row-level security applies. */
    DatabaseAddress ofService() {
        var address = DatabaseAddress.parse("DATABASE_URL", settings.url().orElseThrow());
        return address.user() == null ? address.as(service, keys.database(service)) : address;
    }

    /** Who sees, across guilds, only which guilds have rows. */
    DatabaseAddress ofWorker() {
        return DatabaseAddress.parse("DATABASE_URL", settings.url().orElseThrow())
                .as(worker(), keys.database(worker()));
    }

    /** Who may make roles; empty where the operator provisions beforehand. */
    Optional<DatabaseAddress> ofAdmin() {
        return settings.adminUrl().map(url -> DatabaseAddress.parse("DATABASE_ADMIN_URL", url));
    }

    @Override
    public List<String> wrong() {
        var wrong = new ArrayList<String>();
        if (settings.url().isEmpty()) {
            wrong.add("DATABASE_URL is missing. Set it to postgresql://host:port/database.");
        }
        settings.url().ifPresent(url -> check("DATABASE_URL", url, wrong));
        settings.adminUrl().ifPresent(url -> check("DATABASE_ADMIN_URL", url, wrong));
        Bounds.number("DATABASE_POOL_SIZE", settings.poolSize(), 1, MOST_CONNECTIONS)
                .ifPresent(wrong::add);
        Bounds.time("DATABASE_PATIENCE", settings.patience(), SHORTEST_PATIENCE, LONGEST_PATIENCE)
                .ifPresent(wrong::add);
        return wrong;
    }

    private static void check(String name, String url, List<String> wrong) {
        try {
            DatabaseAddress.parse(name, url);
        } catch (IllegalArgumentException e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
    }
}
