package dev.holdfast.local;

import dev.holdfast.fleet.ServiceDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an operator may set in the environment, as {@code deploy/up --help} lists it. */
enum OperatorSetting {
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
    HOLDFAST_ALERT_WEBHOOK(
            "",
            "A Discord webhook, or any https address, that gets the operators' alerts as JSON."),
    HOLDFAST_DATA("data", "The folder that keeps everything."),
    HOLDFAST_CACHE(
            "~/.cache/holdfast",
            "The folder where the programs of PostgreSQL and Redis are unpacked."),
    HOLDFAST_JAVA_OPTS(
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m",
            "Flags of the services' JVMs. The default starts fast; for throughput leave out TieredStopAtLevel."),
    HOLDFAST_SANDBOX_PORT("8088", "Where the local Discord listens on 127.0.0.1."),
    HOLDFAST_POSTGRES_PORT("5433", "Where the embedded PostgreSQL listens."),
    HOLDFAST_REDIS_PORT("6380", "Where the embedded Redis listens.");

    private final String fallback;
    private final String meaning;

    OperatorSetting(String fallback, String meaning) {
        this.fallback = fallback;
        this.meaning = meaning;
    }

    String fallback() {
        return fallback;
    }

    /** All of them, then the ports of the services. */
    static String help(List<ServiceDefinition> fleet) {
        var own = Arrays.stream(values()).map(it -> line(it.name(), it.fallback, it.meaning));
        var ports =
                fleet.stream()
                        .map(it ->
                                line(
                                        it.portSetting(),
                                        Integer.toString(it.port()),
                                        "Where the %s listens.".formatted(it.processName())));
        return Stream.concat(own, ports).collect(Collectors.joining("\n"));
    }

    private static String line(String name, String fallback, String meaning) {
        var shown = fallback.isEmpty() ? "" : " (" + fallback + ")";
        return "  %s%s%n      %s".formatted(name, shown, meaning);
    }
}
