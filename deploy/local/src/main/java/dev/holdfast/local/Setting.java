package dev.holdfast.local;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What an operator may set in the environment, as {@code deploy/up --help} lists it. */
enum Setting {
    DISCORD_TOKEN(
            "",
            "The bot's token. With it Holdfast is a real bot; without it a local Discord is started."),
    DISCORD_URL("https://discord.com", "The Discord to talk to, when DISCORD_TOKEN is set."),
    DATABASE_URL(
            "",
            "postgresql://host:port/database of your own PostgreSQL; no embedded one is started then."),
    DATABASE_ADMIN_URL(
            "",
            "postgresql://user:password@host:port/database that may make roles and schemas there."),
    REDIS_URL("", "redis://host:port of your own Redis; no embedded one is started then."),
    HOLDFAST_SECRET(
            "",
            "At least 32 characters; keys and passwords derive from it. Default: generated, in data/secret."),
    HOLDFAST_DATA("data", "The folder that keeps everything."),
    HOLDFAST_CACHE(
            "~/.cache/holdfast",
            "The folder where the programs of PostgreSQL and Redis are unpacked."),
    HOLDFAST_JAVA_OPTS(
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m",
            "Flags of the services' JVMs. The default starts fast; for throughput leave out TieredStopAtLevel."),
    HOLDFAST_GATEWAY_PORT("8080", "Where the gateway-service listens on 127.0.0.1."),
    HOLDFAST_ECONOMY_PORT("8081", "Where the economy-service listens."),
    HOLDFAST_SANDBOX_PORT("8088", "Where the local Discord listens."),
    HOLDFAST_POSTGRES_PORT("5433", "Where the embedded PostgreSQL listens."),
    HOLDFAST_REDIS_PORT("6380", "Where the embedded Redis listens.");

    private final String fallback;
    private final String meaning;

    Setting(String fallback, String meaning) {
        this.fallback = fallback;
        this.meaning = meaning;
    }

    String fallback() {
        return fallback;
    }

    static String help() {
        return Arrays.stream(values())
                .map(setting ->
                        "  %s%s%n      %s"
                                .formatted(setting, setting.shownDefault(), setting.meaning))
                .collect(Collectors.joining("\n"));
    }

    private String shownDefault() {
        return fallback.isEmpty() ? "" : " (" + fallback + ")";
    }
}
