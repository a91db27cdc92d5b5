package dev.holdfast.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of each service: the operator's own, what the stack adds, and without the secrets
 * that are not this service's business.
 */
final class ServiceEnvironment {

    private static final List<String> SECRETS =
            List.of(
                    "HOLDFAST_SECRET",
                    "HOLDFAST_SECRET_PREVIOUS",
                    "HOLDFAST_KEYS",
                    "HOLDFAST_KEYS_PREVIOUS",
                    "DATABASE_ADMIN_URL",
                    "DATABASE_URL",
                    "REDIS_URL",
                    "DISCORD_TOKEN",
                    "SANDBOX_TOKEN",
                    "ANTHROPIC_API_KEY");

    private static final String MODULE = "-service";

    /** Whom the gateway asks, and who ask the gateway. */
    private static final List<String> BEHIND = List.of("economy");

    private final LaunchSettings settings;
    private final DataFolder data;

    ServiceEnvironment(LaunchSettings settings, DataFolder data) {
        this.settings = settings;
        this.data = data;
    }

    Map<String, String> sandbox() {
        var environment = common("sandbox", settings.sandboxPort().number());
        environment.put("SANDBOX_DATA", data.sandbox().toString());
        keep(environment, "SANDBOX_TOKEN");
        return environment;
    }

    Map<String, String> economy(Backends backends) {
        return service("economy-service", settings.economyPort().number(), backends);
    }

    /**
     * The gateway's.
     *
     * @param home of a local bot's operators, unless its settings name others
     */
    Map<String, String> gateway(Backends backends, String discordToken, Optional<LocalGuild> home) {
        var environment = service("gateway-service", settings.gatewayPort().number(), backends);
        environment.put(
                "HOLDFAST_SERVICES", "economy=http://127.0.0.1:" + settings.economyPort().number());
        environment.put("DISCORD_TOKEN", discordToken);
        if (settings.sandboxed()) {
            environment.put("DISCORD_URL", "http://127.0.0.1:" + settings.sandboxPort().number());
        }
        home.ifPresent(guild -> {
            environment.putIfAbsent("HOLDFAST_OPERATOR_GUILDS", guild.id());
            environment.putIfAbsent("HOLDFAST_OPERATORS", guild.owner());
        });
        return environment;
    }

    private Map<String, String> service(String name, int port, Backends backends) {
        var environment = common(name, port);
        var service = name.substring(0, name.length() - MODULE.length());
        environment.put(
                "HOLDFAST_KEYS",
                ServiceKeys.of(settings.secret().orElseGet(data::secret), service, BEHIND));
        Optional.ofNullable(settings.environment().get("HOLDFAST_SECRET_PREVIOUS"))
                .filter(previous -> !previous.isBlank())
                .ifPresent(previous ->
                        environment.put(
                                "HOLDFAST_KEYS_PREVIOUS",
                                ServiceKeys.of(previous, service, BEHIND)));
        environment.put("HOLDFAST_MIGRATION_SNAPSHOT", "skip");
        environment.put("DATABASE_URL", backends.databaseUrl());
        backends.databaseAdminUrl().ifPresent(url -> environment.put("DATABASE_ADMIN_URL", url));
        environment.put("REDIS_URL", backends.redisUrl());
        environment.put("HOLDFAST_GATEWAYS", "http://127.0.0.1:" + settings.gatewayPort().number());
        return environment;
    }

    private Map<String, String> common(String name, int port) {
        var environment = new HashMap<>(settings.environment());
        SECRETS.forEach(environment::remove);
        Path logs = data.logs(name);
        environment.put("HOLDFAST_LOG_DIR", logs.toString());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return environment;
    }

    private void keep(Map<String, String> environment, String name) {
        Optional.ofNullable(settings.environment().get(name))
                .ifPresent(value -> environment.put(name, value));
    }
}
