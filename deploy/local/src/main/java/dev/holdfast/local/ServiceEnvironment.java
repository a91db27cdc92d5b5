package dev.holdfast.local;

import dev.holdfast.fleet.ServiceDefinition.Need;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
                    "HOLDFAST_ALERT_WEBHOOK",
                    "DATABASE_URL",
                    "REDIS_URL",
                    "DISCORD_TOKEN",
                    "SANDBOX_TOKEN",
                    "ANTHROPIC_API_KEY");

    /** What the settings of backups begin with; some of them are secrets. */
    private static final String BACKUP = "BACKUP_";

    private final LaunchSettings settings;
    private final DataFolder data;

    /** Whom the gateway asks, and who ask the gateway. */
    private final List<LocalService> behind;

    ServiceEnvironment(LaunchSettings settings, DataFolder data) {
        this.settings = settings;
        this.data = data;
        this.behind =
                settings.services().stream()
                        .filter(service -> service.definition().isBehindGateway())
                        .toList();
    }

    Map<String, String> sandbox() {
        var environment = common("sandbox", settings.sandboxPort().number());
        environment.put("SANDBOX_DATA", data.sandbox().toString());
        keep(environment, "SANDBOX_TOKEN");
        return environment;
    }

    /**
     * The gateway's.
     *
     * @param home of a local bot's operators, unless its settings name others
     */
    Map<String, String> ofGateway(
            LocalService gateway,
            Backends backends,
            String discordToken,
            Optional<LocalGuild> home) {
        var environment = of(gateway, backends);
        environment.put(
                "HOLDFAST_SERVICES",
                behind.stream()
                        .map(service -> service.name() + "=" + service.address())
                        .collect(Collectors.joining(",")));
        environment.put("DISCORD_TOKEN", discordToken);
        keep(environment, "HOLDFAST_ALERT_WEBHOOK");
        if (settings.sandboxed()) {
            environment.put("DISCORD_URL", "http://127.0.0.1:" + settings.sandboxPort().number());
        }
        home.ifPresent(guild -> {
            environment.putIfAbsent("HOLDFAST_OPERATOR_GUILDS", guild.id());
            environment.putIfAbsent("HOLDFAST_OPERATORS", guild.owner());
        });
        return environment;
    }

    /** What any service is given, by what it needs. */
    Map<String, String> of(LocalService service, Backends backends) {
        var environment = common(service.processName(), service.port().number());
        environment.put("HOLDFAST_KEYS", keys(service, settings.secret().orElseGet(data::secret)));
        Optional.ofNullable(settings.environment().get("HOLDFAST_SECRET_PREVIOUS"))
                .filter(previous -> !previous.isBlank())
                .ifPresent(previous ->
                        environment.put("HOLDFAST_KEYS_PREVIOUS", keys(service, previous)));
        if (service.needs(Need.DATABASE)) {
            environment.put("DATABASE_URL", backends.databaseUrl());
        }
        if (service.needs(Need.REDIS)) {
            environment.put("REDIS_URL", backends.redisUrl());
        }
        if (service.needs(Need.GATEWAY)) {
            environment.put("HOLDFAST_GATEWAYS", gateways());
        }
        if (service.needs(Need.ARCHIVE)) {
            archive(environment);
        }
        service.publicPort()
                .ifPresent(port ->
                        environment.put("HOLDFAST_PUBLIC_PORT", Integer.toString(port.number())));
        return environment;
    }

    /** Where snapshots are kept and the key that opens them; the key is not kept beside them. */
    private void archive(Map<String, String> environment) {
        settings.environment().keySet().stream()
                .filter(name -> name.startsWith(BACKUP))
                .forEach(name -> keep(environment, name));
        environment.putIfAbsent("BACKUP_LOCATIONS", "folder:" + data.archive());
        environment.computeIfAbsent("BACKUP_MASTER_KEY", _ -> data.backupKey());
    }

    /**
     * What the service's program is given when it makes its roles, schema and tables. It alone
     * learns the database admin's address; empty where that is not known.
     */
    Map<String, String> provisioning(LocalService service, Backends backends) {
        var admin = backends.databaseAdminUrl();
        if (admin.isEmpty() || !service.needs(Need.DATABASE)) {
            return Map.of();
        }
        var environment = of(service, backends);
        environment.put("HOLDFAST_PROVISION", "run");
        environment.put("DATABASE_ADMIN_URL", admin.get());
        return environment;
    }

    private String keys(LocalService service, String secret) {
        return ServiceKeys.of(
                secret, service.definition(), behind.stream().map(LocalService::name).toList());
    }

    private String gateways() {
        return settings.services().stream()
                .filter(service -> service.needs(Need.DISCORD))
                .map(LocalService::address)
                .collect(Collectors.joining("|"));
    }

    private Map<String, String> common(String name, int port) {
        var environment = new HashMap<>(settings.environment());
        SECRETS.forEach(environment::remove);
        environment.keySet().removeIf(setting -> setting.startsWith(BACKUP));
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
