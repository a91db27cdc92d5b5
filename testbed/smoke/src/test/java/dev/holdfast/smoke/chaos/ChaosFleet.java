package dev.holdfast.smoke.chaos;

import dev.holdfast.discord.openapi.Recording;
import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.embedded.LoopbackPort;
import dev.holdfast.smoke.process.Scratch;
import dev.holdfast.smoke.process.ServiceProcess;
import dev.holdfast.smoke.process.ServiceProcess.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole fleet on a local Discord: two shards, two gateways, two economy-services, one PostgreSQL,
 * one Redis that keeps nothing on disk, and a cable between any two of them.
 */
final class ChaosFleet implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final Path root;
    private final Path folder;
    private final ChaosSettings settings;
    private final EmbeddedPostgres postgres;
    private final Optional<CrampedDisk> disk;
    private final EmbeddedRedis redis;
    private final ServiceProcess sandbox;
    private final LocalDiscord discord;
    private final Recording said;
    private final Map<String, Integer> gateways =
            new TreeMap<>(
                    Map.of(
                            "gateway-1", LoopbackPort.free().number(),
                            "gateway-2", LoopbackPort.free().number()));
    private final List<ServiceProcess> services = new ArrayList<>();
    private final List<ProxyCable> cables = new ArrayList<>();

    private ChaosFleet(ChaosSettings settings) throws IOException {
        this.settings = settings;
        this.root = settings.root();
        this.folder = Scratch.empty(root.resolve("testbed/smoke/target/chaos"));
        this.postgres =
                EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder.resolve("postgres")));
        this.disk = CrampedDisk.under(postgres);
        this.redis = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
        var exchanges = folder.resolve("exchanges.jsonl");
        this.said = Recording.ofOurBot(exchanges);
        this.sandbox =
                ServiceProcess.start(
                        new Kind(
                                "sandbox",
                                "sandbox",
                                root.resolve("testbed/sandbox"),
                                Map.of(
                                        "SANDBOX_DATA", folder.resolve("discord").toString(),
                                        "SANDBOX_RECORD", exchanges.toString(),
                                        "SANDBOX_GUILDS", "2",
                                        "SANDBOX_HISTORY", "50000",
                                        "SANDBOX_INTERACTIONS", "50000"),
                                "/sandbox/state?messages=1&interactions=1",
                                768),
                        folder);
        this.discord = new LocalDiscord(sandbox.port());
    }

    /** What the bots and their Discord said to each other. */
    Recording said() {
        return said;
    }

    private static final class Shared {
        static final ChaosFleet ONLY = open();

        private static ChaosFleet open() {
            try {
                var scene = ChaosFleet.open(ChaosSettings.fromSystemProperties());
                Runtime.getRuntime().addShutdownHook(new Thread(scene::close));
                return scene;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The one of this JVM, started when it is first asked for. */
    static ChaosFleet shared() {
        return Shared.ONLY;
    }

    /** Returns when all of it is ready. */
    private static ChaosFleet open(ChaosSettings settings)
            throws IOException, InterruptedException {
        var scene = new ChaosFleet(settings);
        try {
            scene.begin();
            return scene;
        } catch (IOException | InterruptedException | RuntimeException e) {
            scene.close();
            throw e;
        }
    }

    private void begin() throws IOException, InterruptedException {
        awaitReady(List.of(sandbox));
        var economies = Stream.of("economy-1", "economy-2").map(this::economy).toList();
        services.addAll(economies);
        // The schema is made by one of them; the gateways make their own.
        awaitReady(economies);
        for (var name : gateways.keySet()) {
            services.add(gateway(name, economies));
            awaitReady(services);
        }
    }

    private ServiceProcess economy(String name) {
        var more = new HashMap<>(backends(name));
        more.put("HOLDFAST_GATEWAYS", addresses(name, gateways));
        var kind = Kind.of(name, "economy", root.resolve("economy-service"), more);
        return ServiceProcess.start(kind, folder);
    }

    /** By a cable of its own to each. */
    private String addresses(String name, Map<String, Integer> ports) {
        return ports.entrySet().stream()
                .map(each -> cable(name + " > " + each.getKey(), each.getValue()))
                .map(port -> "http://127.0.0.1:" + port)
                .collect(Collectors.joining("|"));
    }

    private ServiceProcess gateway(String name, List<ServiceProcess> economies)
            throws IOException, InterruptedException {
        var more = new HashMap<>(backends(name));
        more.put("DISCORD_TOKEN", discord.token());
        more.put("DISCORD_URL", "http://127.0.0.1:" + cable(name + " > discord", sandbox.port()));
        more.put("HOLDFAST_SERVICES", "economy=" + addresses(name, ports(economies)));
        more.put("HOLDFAST_SHARDS", "2");
        // Sixty people are as busy as thousands.
        more.put("HOLDFAST_LIMIT_MEMBER", "10000");
        more.put("HOLDFAST_LIMIT_GUILD", "10000");
        more.put("HOLDFAST_SHARD_LEASE", settings.lease().toMillis() + "ms");
        var kind = Kind.of(name, "gateway", root.resolve("gateway-service"), more);
        return ServiceProcess.start(kind, folder, Objects.requireNonNull(gateways.get(name)));
    }

    private static Map<String, Integer> ports(List<ServiceProcess> services) {
        return services.stream()
                .collect(Collectors.toMap(ServiceProcess::toString, ServiceProcess::port));
    }

    private Map<String, String> backends(String name) {
        var database = cable(name + " > postgres", postgres.port());
        var locks = cable(name + " > redis", redis.port());
        return Map.of(
                "DATABASE_URL", through(postgres.url(), postgres.port(), database),
                "DATABASE_ADMIN_URL", through(postgres.adminUrl(), postgres.port(), database),
                "REDIS_URL", through(redis.url(), redis.port(), locks));
    }

    private static String through(String url, int port, int cable) {
        return url.replace(":" + port, ":" + cable);
    }

    private int cable(String name, int port) {
        try {
            var cable = ProxyCable.to(name, port);
            cables.add(cable);
            return cable.port();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitReady(List<ServiceProcess> these) throws InterruptedException {
        if (!Scratch.awaitReady(these, START)) {
            throw new IllegalStateException("%s are not ready".formatted(these));
        }
    }

    /** Waits for all of them, with all faults off. */
    void awaitCalm() throws InterruptedException {
        awaitReady(services);
    }

    LocalDiscord discord() {
        return discord;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    /** Where the tables lie, if root runs this. */
    Optional<CrampedDisk> disk() {
        return disk;
    }

    EmbeddedRedis redis() {
        return redis;
    }

    /** Gateways and economy-services. */
    List<ServiceProcess> services() {
        return List.copyOf(services);
    }

    List<ServiceProcess> economies() {
        return services.stream().filter(each -> each.toString().startsWith("economy")).toList();
    }

    List<ProxyCable> cables() {
        return List.copyOf(cables);
    }

    @Override
    public void close() {
        services.reversed().forEach(ServiceProcess::stop);
        sandbox.stop();
        cables.forEach(ProxyCable::close);
        redis.close();
        postgres.close();
        disk.ifPresent(CrampedDisk::close);
    }
}
