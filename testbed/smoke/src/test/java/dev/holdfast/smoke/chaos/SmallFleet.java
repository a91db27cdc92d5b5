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

/** One gateway and one economy-service on a local Discord, each in a process that can be killed. */
final class SmallFleet implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration LEASE = Duration.ofSeconds(2);

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;
    private final ServiceProcess sandbox;
    private final ServiceProcess economy;
    private final ServiceProcess gateway;
    private final LocalDiscord discord;

    /** Returns when all of it is ready. */
    SmallFleet(Path root) throws IOException, InterruptedException {
        folder = Scratch.empty(root.resolve("testbed/smoke/target/truth"));
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
                                        folder.resolve("exchanges.jsonl").toString(),
                                        "SANDBOX_HISTORY",
                                        "50000"),
                                "/sandbox/state?messages=1&interactions=1",
                                256),
                        folder);
        awaitReady(sandbox);
        discord = new LocalDiscord(sandbox.port());
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
        var more = new HashMap<>(common);
        more.put("DISCORD_TOKEN", discord.token());
        more.put("DISCORD_URL", "http://127.0.0.1:" + sandbox.port());
        more.put("HOLDFAST_SERVICES", "economy=http://127.0.0.1:" + economy.port());
        more.put("HOLDFAST_CATALOG_INTERVAL", "300ms");
        more.put("HOLDFAST_SHARD_LEASE", LEASE.toMillis() + "ms");
        more.put("HOLDFAST_SHARD_RENEW", LEASE.dividedBy(6).toMillis() + "ms");
        gateway =
                ServiceProcess.start(
                        Kind.of("gateway", "gateway", root.resolve("gateway-service"), more),
                        folder,
                        gatewayPort);
        awaitCalm();
    }

    /** What the bot and the local Discord said to each other. */
    Recording said() {
        return Recording.ofOurBot(folder.resolve("exchanges.jsonl"));
    }

    LocalDiscord discord() {
        return discord;
    }

    Ledger ledger() {
        return new Ledger(postgres);
    }

    ServiceProcess economy() {
        return economy;
    }

    ServiceProcess gateway() {
        return gateway;
    }

    boolean isAlive() {
        return economy.alive() && gateway.alive();
    }

    /** Waits until both answer. */
    void awaitCalm() throws InterruptedException {
        awaitReady(economy, gateway);
    }

    private static void awaitReady(ServiceProcess... these) throws InterruptedException {
        if (!Scratch.awaitReady(List.of(these), START)) {
            throw new IllegalStateException("%s are not ready".formatted(List.of(these)));
        }
    }

    @Override
    public void close() {
        gateway.stop();
        economy.stop();
        sandbox.stop();
        redis.close();
        postgres.close();
    }
}
