package dev.holdfast.smoke.health;

import dev.holdfast.discord.openapi.Recording;
import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.embedded.EmbeddedServer;
import dev.holdfast.embedded.LoopbackPort;
import dev.holdfast.smoke.chaos.LocalDiscord;
import dev.holdfast.smoke.process.Scratch;
import dev.holdfast.smoke.process.ServiceProcess;
import dev.holdfast.smoke.process.ServiceProcess.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * PostgreSQL, Redis, a local Discord, a gateway and economy-service, health-service that watches
 * them, and what an operator has outside. Each is a process that can be killed; between any two is
 * a cable that can be cut.
 */
final class HealthFleet implements AutoCloseable {

    static final String POSTGRES = "postgres";
    static final String REDIS = "redis";
    static final String DISCORD = "discord";
    static final String ECONOMY = "economy";
    static final String GATEWAY = "gateway";
    static final String HEALTH = "health";

    /** From one round to the next, and how long one question of it may take. */
    static final Duration INTERVAL = Duration.ofMillis(400);

    static final Duration TIMEOUT = Duration.ofMillis(400);

    /** After so long without a health-service the gateway tells. */
    static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final String SAID = "exchanges.jsonl";
    private static final Duration START = Duration.ofMinutes(2);
    private static final int MEGABYTES = 256;

    private final Path root;
    private final Path folder;
    private final Map<String, Integer> ports =
            Map.of(
                    ECONOMY, LoopbackPort.free().number(),
                    GATEWAY, LoopbackPort.free().number(),
                    HEALTH, LoopbackPort.free().number());
    private final int debugger = LoopbackPort.free().number();
    private final Cables cables = new Cables();
    private final WebhookReceiver operator = new WebhookReceiver();
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;
    private final ServiceProcess discord;
    private final LocalDiscord seen;
    private final ServiceProcess economy;
    private final ServiceProcess gateway;
    private final ServiceProcess health;

    /** Returns when all of it is ready. */
    HealthFleet(Path root) throws IOException, InterruptedException {
        this.root = root;
        folder = Scratch.empty(root.resolve("testbed/smoke/target/health"));
        postgres =
                EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder.resolve("postgres")));
        redis = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
        discord = ServiceProcess.start(sandbox(), folder);
        economy = start(ECONOMY, backends(ECONOMY));
        awaitReady(discord, economy);
        seen = new LocalDiscord(discord.port());
        gateway = start(GATEWAY, ofGateway());
        awaitReady(gateway);
        // Last, so that it finds nothing that has yet to start.
        health = start(HEALTH, ofHealth());
        awaitReady(health);
    }

    private Kind sandbox() {
        return new Kind(
                DISCORD,
                "sandbox",
                root.resolve("testbed/sandbox"),
                Map.of(
                        "SANDBOX_DATA",
                        folder.resolve("discord").toString(),
                        "SANDBOX_RECORD",
                        folder.resolve(SAID).toString()),
                "/sandbox/state?messages=1&interactions=1",
                MEGABYTES);
    }

    private ServiceProcess start(String name, Map<String, String> settings) {
        var module = root.resolve(name + "-service");
        return ServiceProcess.start(
                Kind.of(name, name, module, settings), folder, ports.getOrDefault(name, 0));
    }

    /** What every service calls, each by a cable of its own. */
    private Map<String, String> backends(String name) throws IOException {
        var database = cables.join(name, POSTGRES, postgres.port());
        return Map.of(
                "DATABASE_URL", through(postgres.url(), postgres, database),
                "DATABASE_ADMIN_URL", through(postgres.adminUrl(), postgres, database),
                "REDIS_URL", through(redis.url(), redis, cables.join(name, REDIS, redis.port())),
                "HOLDFAST_GATEWAYS", address(name, GATEWAY),
                "HOLDFAST_LEASE_TTL", "2s",
                "HOLDFAST_LEASE_RENEW", "500ms");
    }

    private static String through(String url, EmbeddedServer server, int cable) {
        return url.replace(":" + server.port(), ":" + cable);
    }

    private String address(String from, String to) throws IOException {
        return "http://127.0.0.1:" + cables.join(from, to, ports.getOrDefault(to, 0));
    }

    private Map<String, String> ofGateway() throws IOException, InterruptedException {
        var settings = new HashMap<>(backends(GATEWAY));
        settings.put("DISCORD_TOKEN", seen.token());
        settings.put(
                "DISCORD_URL", "http://127.0.0.1:" + cables.join(GATEWAY, DISCORD, discord.port()));
        settings.put(
                "HOLDFAST_SERVICES",
                "economy=%s,health=%s"
                        .formatted(address(GATEWAY, ECONOMY), address(GATEWAY, HEALTH)));
        settings.put("HOLDFAST_OPERATORS", personWhoRunsTheBot());
        settings.put("HOLDFAST_ALERT_WEBHOOK", operator.url("gateway"));
        settings.put("HOLDFAST_ALERT_PAUSE", "1s");
        settings.put("HOLDFAST_HEALTH_PATIENCE", PATIENCE.toSeconds() + "s");
        return settings;
    }

    private String personWhoRunsTheBot() throws IOException, InterruptedException {
        var members = seen.state(1).path("guilds").path(0).path("members");
        return StreamSupport.stream(members.spliterator(), false)
                .map(member -> member.path("user"))
                .filter(user -> !user.path("bot").asBoolean())
                .map(user -> user.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> ofHealth() throws IOException {
        var settings = new HashMap<>(backends(HEALTH));
        settings.put("HOLDFAST_SERVICES", "economy=" + address(HEALTH, ECONOMY));
        settings.put("HEALTH_PROBE_INTERVAL", INTERVAL.toMillis() + "ms");
        settings.put("HEALTH_PROBE_TIMEOUT", TIMEOUT.toMillis() + "ms");
        settings.put("HEALTH_RECOVERY", "1500ms");
        settings.put("HEALTH_ROOT_WAIT", "2500ms");
        settings.put("HEALTH_ALERT_RETRY", "200ms");
        settings.put("HEALTH_VOLUME_FREE", "1");
        settings.put("HEALTH_LOAD", "1000");
        settings.put("HEALTH_FOLDER", folder.resolve("spool").toString());
        settings.put("HEALTH_WEBHOOKS", operator.url("alerts"));
        settings.put("HEALTH_WEBHOOK_SECRET", WebhookReceiver.secret());
        settings.put("HEALTH_HEARTBEAT_URL", operator.url("heartbeat"));
        settings.put("HEALTH_HEARTBEAT_INTERVAL", "500ms");
        settings.put("JAVA_TOOL_OPTIONS", HaltedThread.allowedAt(debugger));
        return settings;
    }

    Cables cables() {
        return cables;
    }

    /** What an operator has outside. */
    WebhookReceiver operator() {
        return operator;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    EmbeddedRedis redis() {
        return redis;
    }

    /** The process that is Discord. */
    ServiceProcess discord() {
        return discord;
    }

    /** What is seen on Discord. */
    LocalDiscord seen() {
        return seen;
    }

    ServiceProcess economy() {
        return economy;
    }

    ServiceProcess gateway() {
        return gateway;
    }

    ServiceProcess health() {
        return health;
    }

    /** What health-service says. */
    HealthView view() {
        return new HealthView(health.port());
    }

    /** Halts that loop of health-service alone. */
    HaltedThread halted(String loop) throws IOException {
        return HaltedThread.named(loop, debugger);
    }

    /** Waits until each of them answers, with all faults off. */
    void awaitReady() throws InterruptedException {
        awaitReady(discord, economy, gateway, health);
    }

    private static void awaitReady(ServiceProcess... these) throws InterruptedException {
        if (!Scratch.awaitReady(List.of(these), START)) {
            throw new IllegalStateException("%s are not ready".formatted(List.of(these)));
        }
    }

    @Override
    public void close() throws IOException {
        health.stop();
        gateway.stop();
        economy.stop();
        discord.stop();
        redis.close();
        postgres.close();
        cables.close();
        operator.close();
        if (Recording.canBeCompared()) {
            Recording.ofOurBot(folder.resolve(SAID)).wasAsDescribed();
        }
    }
}
