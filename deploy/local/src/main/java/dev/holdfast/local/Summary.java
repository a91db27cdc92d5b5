package dev.holdfast.local;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table of addresses that the launcher prints when everything is ready. */
final class Summary {

    private final LaunchSettings settings;

    Summary(LaunchSettings settings) {
        this.settings = settings;
    }

    String text() {
        var rows =
                rows().entrySet().stream()
                        .map(row -> "  %-18s %s".formatted(row.getKey(), row.getValue()))
                        .collect(Collectors.joining("\n"));
        return "%nHoldfast is ready.%n%n%s%n%n%s%s Ctrl-C stops everything."
                .formatted(rows, key(), invitation());
    }

    /** Said at each start: nobody who lost that file reads any snapshot. */
    private String key() {
        return settings.environment().containsKey("BACKUP_MASTER_KEY")
                ? ""
                : "COPY %s TO ANOTHER MACHINE: it was made here, and without it no snapshot can be opened.%n%n"
                        .formatted(settings.data().resolve("backup.key"));
    }

    private Map<String, String> rows() {
        var rows = new LinkedHashMap<String, String>();
        if (settings.sandboxed()) {
            rows.put("Discord (local)", local(settings.sandboxPort().number()));
        }
        settings.services()
                .forEach(each -> rows.put(each.processName(), each.address() + "/q/health"));
        rows.put(
                Stack.POSTGRES,
                settings.databaseUrl()
                        .map(Preflight::place)
                        .orElseGet(() ->
                                "127.0.0.1:%d/holdfast (password in %s)"
                                        .formatted(
                                                settings.postgresPort().number(),
                                                settings.data().resolve("postgres/password"))));
        rows.put(
                Stack.REDIS,
                settings.redisUrl()
                        .map(Preflight::place)
                        .orElseGet(() ->
                                "127.0.0.1:%d (password in %s)"
                                        .formatted(
                                                settings.redisPort().number(),
                                                settings.data().resolve("redis-password"))));
        rows.put(
                "Snapshots",
                settings.environment()
                        .getOrDefault(
                                "BACKUP_LOCATIONS", settings.data().resolve("backup").toString()));
        rows.put("Logs", settings.data().resolve("logs").toString());
        return rows;
    }

    private static String local(int port) {
        return "http://127.0.0.1:" + port;
    }

    private String invitation() {
        if (settings.sandboxed()) {
            return "Open %s and type /balance.".formatted(local(settings.sandboxPort().number()));
        }
        return settings.discordToken()
                .flatMap(Summary::applicationId)
                .map(id -> "Invite the bot: %s%n".formatted(Invitation.link(id)))
                .orElse("");
    }

    /**
     * A token begins with the bot's id in base64; the application of a bot made since 2016 has the
     * same id.
     */
    private static Optional<String> applicationId(String token) {
        try {
            var first = token.split("\\.", 2)[0];
            var id = new String(Base64.getDecoder().decode(first), StandardCharsets.US_ASCII);
            return Optional.of(id).filter(text -> text.matches("\\d{17,20}"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
