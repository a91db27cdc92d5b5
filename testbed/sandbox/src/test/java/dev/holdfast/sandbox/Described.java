package dev.holdfast.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Compares every answer that any test gets from the REST API with Discord's own description, where
 * {@code -Ddiscord.openapi} finds it.
 */
public final class Described {
    private static final Path FILE =
            Path.of(System.getProperty("discord.openapi", "../shared/discord/openapi.json"));

    /** Operations whose answers were compared, as {@code GET /path/{name}}. */
    public static final Set<String> COMPARED = new ConcurrentSkipListSet<>();

    /** What Discord serves and no longer, or not yet, describes; with the page that says so. */
    public static final Set<String> UNDESCRIBED =
            Set.of(
                    // docs: resources/guild, changelog of 2025-07: for few bots only
                    "POST /guilds",
                    // docs: topics/oauth2#oauth2-urls
                    "POST /oauth2/token",
                    "POST /oauth2/token/revoke",
                    // a bot's list is empty at Discord, and not documented
                    "GET /users/@me/channels");

    /** Where the documentation says otherwise, which then holds. */
    private static final Set<String> EXCEPTIONS =
            Set.of(
                    // docs: interactions/receiving-and-responding#interaction-callback-interaction-
                    // callback-resource-object: the callback's own type, a deferred one too
                    "$.resource.type: 5 is none of [4]",
                    // docs: resources/message#message-reference-types: 1 is FORWARD
                    "$.message_reference.type: 1 is not 0");

    private Described() {}

    public static boolean available() {
        return Files.exists(FILE);
    }

    static Schema schema() {
        return Loaded.SCHEMA;
    }

    private static final class Loaded {
        static final Schema SCHEMA = new Schema(FILE);
    }

    /** What is wrong with the answer; nothing where it is as described. */
    static List<String> check(String method, String path, int status, JsonNode body) {
        if (!available() || status >= 300 || !path.startsWith("/api/v10/")) return List.of();
        var bare = path.substring("/api/v10".length()).replaceAll("\\?.*", "");
        var template = template(method, bare);
        if (template.isEmpty()) {
            return UNDESCRIBED.contains(method + " " + bare)
                    ? List.of()
                    : List.of("%s %s is not described".formatted(method, bare));
        }
        COMPARED.add(method + " " + template.get());
        var lower = method.toLowerCase(Locale.ROOT);
        if (status == 204 && schema().answers(template.get(), lower, status)) return List.of();
        return schema().check(template.get(), lower, status, body).stream()
                .filter(error -> !EXCEPTIONS.contains(error))
                .toList();
    }

    /** The described path that this one is; the one with most words of its own. */
    private static Optional<String> template(String method, String path) {
        var asked = List.of(path.split("/", -1));
        return schema().paths(method.toLowerCase(Locale.ROOT)).stream()
                .filter(each -> fits(List.of(each.split("/", -1)), asked))
                .min(Comparator.comparingInt(each -> each.replaceAll("[^{]", "").length()));
    }

    private static boolean fits(List<String> template, List<String> path) {
        if (template.size() != path.size()) return false;
        for (var at = 0; at < path.size(); at++) {
            var part = template.get(at);
            if (!part.startsWith("{") && !part.equals(path.get(at))) return false;
        }
        return true;
    }

    /** All that Discord describes, as {@code GET /path/{name}}. */
    public static Set<String> operations() {
        var all = new TreeSet<String>();
        for (var method : List.of("get", "put", "post", "patch", "delete")) {
            for (var path : schema().paths(method)) {
                all.add(method.toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        return all;
    }
}
