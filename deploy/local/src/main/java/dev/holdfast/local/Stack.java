package dev.holdfast.local;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.fleet.ServiceDefinition.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** All processes of the local stack: what starts after what, and what ends before what. */
final class Stack {

    static final String SANDBOX = "sandbox";
    static final String POSTGRES = "PostgreSQL";
    static final String REDIS = "Redis";

    private static final String READY = "/q/health/ready";
    private static final Duration REPAINT = Duration.ofMillis(200);

    private final LaunchSettings settings;
    private final DataFolder data;
    private final Console console;
    private final Probe probe;
    private final ServiceEnvironment environment;
    private final StartProgress progress;
    private final Optional<ServerPart<EmbeddedPostgres>> postgres;
    private final Optional<ServerPart<EmbeddedRedis>> redis;

    /** In the order of their start. */
    private final List<PartSupervisor> guards = new ArrayList<>();

    private boolean stopping;

    Stack(LaunchSettings settings, DataFolder data, Console console, Probe probe) {
        this.settings = settings;
        this.data = data;
        this.console = console;
        this.probe = probe;
        this.environment = new ServiceEnvironment(settings, data);
        this.postgres =
                settings.databaseUrl().isPresent() ? Optional.empty() : Optional.of(postgres());
        this.redis = settings.redisUrl().isPresent() ? Optional.empty() : Optional.of(redis());
        this.progress = new StartProgress(names());
    }

    private ServerPart<EmbeddedPostgres> postgres() {
        var wanted =
                EmbeddedPostgresSettings.keptIn(data.postgres())
                        .onPort(settings.postgresPort().number());
        return new ServerPart<>(POSTGRES, data.postgres(), () -> EmbeddedPostgres.start(wanted));
    }

    private ServerPart<EmbeddedRedis> redis() {
        var wanted =
                EmbeddedRedisSettings.keptIn(data.redis())
                        .onPort(settings.redisPort().number())
                        .withPassword(data.redisPassword());
        return new ServerPart<>(REDIS, data.redis(), () -> EmbeddedRedis.start(wanted));
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        postgres.ifPresent(part -> names.add(part.name()));
        redis.ifPresent(part -> names.add(part.name()));
        if (settings.sandboxed()) {
            names.add(SANDBOX);
        }
        services(false).forEach(service -> names.add(service.processName()));
        services(true).forEach(service -> names.add(service.processName()));
        return names;
    }

    /** Those that speak to Discord, or the others. */
    private List<LocalService> services(boolean discord) {
        return settings.services().stream()
                .filter(service -> service.needs(Need.DISCORD) == discord)
                .toList();
    }

    /**
     * Starts everything and waits until it is ready.
     *
     * @throws dev.holdfast.embedded.StartFailure when a part does not become ready
     */
    void start() {
        postgres.ifPresent(this::guard);
        redis.ifPresent(this::guard);
        if (settings.sandboxed()) {
            guard(
                    new ServicePart(
                            new ServiceSpec(
                                    SANDBOX,
                                    "testbed/sandbox",
                                    settings.sandboxPort(),
                                    "/sandbox/state",
                                    environment.sandbox(),
                                    Map.of()),
                            settings,
                            data,
                            probe,
                            () -> true));
        }
        until(() ->
                postgres.map(part -> progress.wasReady(part.name())).orElse(true)
                        && redis.map(part -> progress.wasReady(part.name())).orElse(true));
        var backends = backends();
        for (var service : services(false)) {
            guard(service(service, environment.of(service, backends), backends));
        }
        var token = awaited(this::discordToken);
        Optional<LocalGuild> home =
                settings.sandboxed() ? Optional.of(awaited(data::sandboxGuild)) : Optional.empty();
        for (var service : services(true)) {
            var given = environment.ofGateway(service, backends, token, home);
            guard(service(service, given, backends));
        }
        until(() -> progress.await(REPAINT));
        progress.show(console);
        console.settle();
    }

    private Optional<String> discordToken() {
        return settings.discordToken()
                .or(() -> Optional.ofNullable(settings.environment().get("SANDBOX_TOKEN")))
                .or(data::sandboxToken);
    }

    /** The sandbox writes its files anew, so what was seen once may be gone a moment later. */
    private <T> T awaited(Supplier<Optional<T>> known) {
        var found = new ArrayList<T>();
        until(() -> known.get().map(found::add).orElse(false));
        return found.getFirst();
    }

    private Backends backends() {
        var admin = postgres.map(part -> part.server().adminUrl()).or(settings::databaseAdminUrl);
        var database =
                postgres.map(part -> part.server().url())
                        .or(() -> settings.databaseUrl().map(Object::toString));
        var cache =
                redis.map(part -> part.server().url())
                        .or(() -> settings.redisUrl().map(Object::toString));
        return new Backends(database.orElseThrow(), admin, cache.orElseThrow());
    }

    private ServicePart service(
            LocalService service, Map<String, String> given, Backends backends) {
        var spec =
                new ServiceSpec(
                        service.processName(),
                        service.definition().module(),
                        service.port(),
                        READY,
                        given,
                        environment.provisioning(service, backends));
        return new ServicePart(
                spec,
                settings,
                data,
                probe,
                service.needs(Need.ARCHIVE) ? () -> true : this::isArchived);
    }

    /** Whether whoever takes the snapshots is ready, so that others may migrate what is there. */
    private boolean isArchived() {
        return settings.services().stream()
                .filter(service -> service.needs(Need.ARCHIVE))
                .allMatch(service -> progress.wasReady(service.processName()));
    }

    private void until(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            progress.await(REPAINT);
            progress.show(console);
        }
    }

    private void guard(StackPart part) {
        var guard = new PartSupervisor(part, progress, console);
        synchronized (guards) {
            if (stopping) {
                return;
            }
            guards.add(guard);
        }
        guard.start();
    }

    boolean isStopping() {
        synchronized (guards) {
            return stopping;
        }
    }

    /** Ends everything cleanly, in the reverse order of the start. */
    void stop() {
        for (var guard : toEnd()) {
            console.say("Stopping " + guard.part().name() + " ...");
            guard.stop();
        }
    }

    /**
     * Ends everything at once; PostgreSQL and Redis are left to their supervisors, which end them
     * within seconds.
     */
    void kill() {
        for (var guard : toEnd()) {
            if (guard.part() instanceof ServicePart) {
                guard.kill();
            }
        }
    }

    private List<PartSupervisor> toEnd() {
        synchronized (guards) {
            stopping = true;
            return List.copyOf(guards).reversed();
        }
    }
}
