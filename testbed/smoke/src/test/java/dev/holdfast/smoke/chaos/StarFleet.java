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
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * A gateway in the middle, the toy service that orders and asks, and economy-service that does and
 * knows, each in a process that can be killed.
 */
final class StarFleet implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final Path said;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;
    private final ServiceProcess sandbox;
    private final ServiceProcess economy;
    private final ServiceProcess toy;
    private final ServiceProcess gateway;
    private final Jdbi jdbi;

    /** Returns when all of it is ready. */
    StarFleet(Path root) throws IOException, InterruptedException {
        var folder = Scratch.empty(root.resolve("testbed/smoke/target/star"));
        said = folder.resolve("exchanges.jsonl");
        postgres =
                EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder.resolve("postgres")));
        redis = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
        sandbox =
                ServiceProcess.start(
                        new Kind(
                                "sandbox",
                                "sandbox",
                                root.resolve("testbed/sandbox"),
                                Map.of(
                                        "SANDBOX_DATA",
                                        folder.resolve("discord").toString(),
                                        "SANDBOX_RECORD",
                                        said.toString()),
                                "/sandbox/state?messages=1&interactions=1",
                                128),
                        folder);
        awaitReady(sandbox);
        var gatewayPort = LoopbackPort.free().number();
        var common =
                Map.of(
                        "DATABASE_URL", postgres.url(),
                        "DATABASE_ADMIN_URL", postgres.adminUrl(),
                        "REDIS_URL", redis.url(),
                        "HOLDFAST_GATEWAYS", "http://127.0.0.1:" + gatewayPort);
        economy =
                ServiceProcess.start(
                        Kind.of("economy", "economy", root.resolve("economy-service"), common),
                        folder);
        awaitReady(economy);
        toy =
                ServiceProcess.start(
                        Kind.of("toy", "toy", root.resolve("testbed/toy-service"), common), folder);
        var more = new HashMap<>(common);
        more.put("DISCORD_TOKEN", new LocalDiscord(sandbox.port()).token());
        more.put("DISCORD_URL", "http://127.0.0.1:" + sandbox.port());
        more.put(
                "HOLDFAST_SERVICES",
                "economy=http://127.0.0.1:%d,toy=http://127.0.0.1:%d"
                        .formatted(economy.port(), toy.port()));
        gateway =
                ServiceProcess.start(
                        Kind.of("gateway", "gateway", root.resolve("gateway-service"), more),
                        folder,
                        gatewayPort);
        awaitCalm();
        jdbi = Jdbi.create(postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password());
    }

    /** Who can be killed: the one that orders, the one that does, the one in between. */
    List<ServiceProcess> killable() {
        return List.of(toy, economy, gateway);
    }

    ServiceProcess toy() {
        return toy;
    }

    /** A number, read in plain SQL past the services. */
    long count(String sql) {
        return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    void awaitCalm() throws InterruptedException {
        awaitReady(economy, toy, gateway);
    }

    private static void awaitReady(ServiceProcess... these) throws InterruptedException {
        if (!Scratch.awaitReady(List.of(these), START)) {
            throw new IllegalStateException("%s are not ready".formatted(List.of(these)));
        }
    }

    /** Ends all of it, and holds what was said against Discord's own description. */
    @Override
    public void close() throws IOException {
        gateway.stop();
        toy.stop();
        economy.stop();
        sandbox.stop();
        redis.close();
        postgres.close();
        if (Recording.canBeCompared()) {
            Recording.ofOurBot(said).wasAsDescribed();
        }
    }
}
