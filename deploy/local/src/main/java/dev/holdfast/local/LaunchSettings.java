package dev.holdfast.local;

import dev.holdfast.embedded.LoopbackPort;
import dev.holdfast.embedded.StartFailure;
import dev.holdfast.fleet.ServiceDefinition;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the operator set, checked. */
record LaunchSettings(
        Path root,
        Path data,
        Map<String, String> environment,
        Optional<String> discordToken,
        Optional<String> secret,
        Optional<URI> databaseUrl,
        Optional<String> databaseAdminUrl,
        Optional<URI> redisUrl,
        List<String> javaOptions,
        List<LocalService> services,
        LoopbackPort sandboxPort,
        LoopbackPort postgresPort,
        LoopbackPort redisPort) {

    static final int SECRET_LENGTH = 32;

    LaunchSettings {
        services = List.copyOf(services);
    }

    /**
     * Reads the environment.
     *
     * @param fleet every service of Holdfast
     * @throws StartFailure that names all that is wrong, each with its fix
     */
    static LaunchSettings of(
            Path root, List<ServiceDefinition> fleet, Map<String, String> environment) {
        var read = new SettingReader(environment);
        var settings =
                new LaunchSettings(
                        root,
                        root.resolve(read.text(OperatorSetting.HOLDFAST_DATA)),
                        Map.copyOf(environment),
                        read.optional(OperatorSetting.DISCORD_TOKEN),
                        read.atLeast(OperatorSetting.HOLDFAST_SECRET, SECRET_LENGTH),
                        read.address(OperatorSetting.DATABASE_URL, "postgresql"),
                        read.address(OperatorSetting.DATABASE_ADMIN_URL, "postgresql")
                                .map(URI::toString),
                        read.address(OperatorSetting.REDIS_URL, "redis"),
                        read.words(OperatorSetting.HOLDFAST_JAVA_OPTS),
                        fleet.stream().map(service -> local(service, read)).toList(),
                        read.port(OperatorSetting.HOLDFAST_SANDBOX_PORT),
                        read.port(OperatorSetting.HOLDFAST_POSTGRES_PORT),
                        read.port(OperatorSetting.HOLDFAST_REDIS_PORT));
        read.finish();
        return settings;
    }

    private static LocalService local(ServiceDefinition service, SettingReader read) {
        return new LocalService(
                service,
                read.port(service.portSetting(), service.port()),
                service.publicPort().stream()
                        .mapToObj(port -> read.port(service.publicPortSetting(), port))
                        .findFirst());
    }

    boolean sandboxed() {
        return discordToken.isEmpty();
    }
}
