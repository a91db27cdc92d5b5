package dev.holdfast.smoke.roles;

import dev.holdfast.discord.openapi.Recording;
import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.embedded.LoopbackPort;
import dev.holdfast.smoke.chaos.LocalDiscord;
import dev.holdfast.smoke.process.Scratch;
import dev.holdfast.smoke.process.ServiceProcess;
import dev.holdfast.smoke.process.ServiceProcess.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * roles-service, economy-service and a gateway on a local Discord, each in a process that can be
 * killed. Each test has a guild of its own there.
 */
final class RolesScene implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final Path said;
    private final Path root;
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;
    private final ServiceProcess sandbox;
    private final ServiceProcess economy;
    private final ServiceProcess roles;
    private final ServiceProcess gateway;
    private final LocalDiscord discord;
    private final Recording recording;
    private final Jdbi jdbi;

    private RolesScene(Path root) throws IOException, InterruptedException {
        this.root = root;
        folder = Scratch.empty(root.resolve("testbed/smoke/target/roles"));
        said = folder.resolve("exchanges.jsonl");
        recording = Recording.ofOurBot(said);
        postgres =
                EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder.resolve("postgres")));
        redis = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
        sandbox = ServiceProcess.start(discordOf(root), folder);
        awaitReady(sandbox);
        discord = new LocalDiscord(sandbox.port());
        var gatewayPort = LoopbackPort.free().number();
        economy = start("economy", backends(gatewayPort));
        roles = start("roles", backends(gatewayPort));
        // They make their schemas one after the other, whoever is first.
        awaitReady(economy, roles);
        var more = new HashMap<>(backends(gatewayPort));
        more.put("DISCORD_TOKEN", discord.token());
        more.put("DISCORD_URL", "http://127.0.0.1:" + sandbox.port());
        more.put("HOLDFAST_SERVICES", services());
        var kind = Kind.of("gateway", "gateway", root.resolve("gateway-service"), more);
        gateway = ServiceProcess.start(kind, folder, gatewayPort);
        awaitCalm();
        jdbi = Jdbi.create(postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password());
    }

    private static final class Shared {
        static final RolesScene ONLY = open();

        private static RolesScene open() {
            try {
                var scene = new RolesScene(Path.of(System.getProperty("holdfast.root")));
                Runtime.getRuntime().addShutdownHook(new Thread(scene::close));
                return scene;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The one of this JVM, ready; started when it is first asked for. */
    static RolesScene shared() {
        return Shared.ONLY;
    }

    private Kind discordOf(Path root) {
        return new Kind(
                "sandbox",
                "sandbox",
                root.resolve("testbed/sandbox"),
                Map.of(
                        "SANDBOX_DATA", folder.resolve("discord").toString(),
                        "SANDBOX_RECORD", said.toString(),
                        "SANDBOX_GUILDS", Integer.toString(Town.values().length)),
                "/sandbox/state?messages=1&interactions=1",
                256);
    }

    private ServiceProcess start(String name, Map<String, String> settings) {
        var module = root.resolve(name + "-service");
        return ServiceProcess.start(Kind.of(name, name, module, settings), folder);
    }

    private Map<String, String> backends(int gatewayPort) {
        return Map.of(
                "DATABASE_URL", postgres.url(),
                "DATABASE_ADMIN_URL", postgres.adminUrl(),
                "REDIS_URL", redis.url(),
                "HOLDFAST_GATEWAYS", "http://127.0.0.1:" + gatewayPort);
    }

    private String services() {
        return "economy=http://127.0.0.1:%d,roles=http://127.0.0.1:%d"
                .formatted(economy.port(), roles.port());
    }

    /** Which guild belongs to which test. */
    enum Town {
        STORY,
        CHAOS,
        KILL,
        JOB
    }

    ServiceProcess roles() {
        return roles;
    }

    ServiceProcess gateway() {
        return gateway;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    LocalDiscord discord() {
        return discord;
    }

    /** PostgreSQL past the services, as its superuser. */
    Jdbi sql() {
        return jdbi;
    }

    /** A number, read in plain SQL. */
    long count(String sql, Object... arguments) {
        return jdbi.withHandle(handle -> handle.select(sql, arguments).mapTo(Long.class).one());
    }

    /** Waits until all of them answer. */
    void awaitCalm() throws InterruptedException {
        awaitReady(economy, roles, gateway);
    }

    private static void awaitReady(ServiceProcess... these) throws InterruptedException {
        if (!Scratch.awaitReady(List.of(these), START)) {
            throw new IllegalStateException("%s are not ready".formatted(List.of(these)));
        }
    }

    /** What the bot and the local Discord said to each other, an exchange a line. */
    Path said() {
        return said;
    }

    /** Holds what was said since it was last asked against Discord's own description. */
    void wasSaidAsDescribed() throws IOException {
        if (Recording.canBeCompared()) {
            recording.wasAsDescribed();
        }
    }

    @Override
    public void close() {
        gateway.stop();
        roles.stop();
        economy.stop();
        sandbox.stop();
        redis.close();
        postgres.close();
    }
}
