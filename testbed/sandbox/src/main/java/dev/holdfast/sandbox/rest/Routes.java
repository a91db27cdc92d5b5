package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.form.DiscordError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The REST API's routes, found by method and path segments. */
final class Routes {
    /** At most so many requests in so long, per route and top-level resource. */
    record Limit(int requests, Duration per) {}

    /** What a route asks for before it is entered. */
    enum Access {
        /** The bot's token; counts against the global limit. */
        BOT,
        /** A person's access token with a scope. */
        BEARER,
        /** Either of them. */
        EITHER,
        /** Nothing, or a token in the path; outside the global limit. */
        OPEN
    }

    record Route(
            String method,
            List<String> template,
            Access access,
            String scope,
            Limit limit,
            String bucket,
            boolean changesRoles,
            Function<Call, EndpointAnswer> endpoint) {
        /** How many segments are its own, not names of what varies. */
        long words() {
            return template.stream().filter(part -> part.charAt(0) != '{').count();
        }

        /**
         * The resource that limits are counted by: the guild, the channel, or the webhook with its
         * token.
         */
        String resource(Map<String, String> path) {
            return switch (template.getFirst()) {
                case "channels" -> path.getOrDefault("channel", "");
                case "guilds" -> path.getOrDefault("guild", "");
                case "webhooks" -> path.getOrDefault("token", "");
                case "interactions" -> path.getOrDefault("interaction", "");
                default -> "";
            };
        }
    }

    record Match(Route route, Map<String, String> path) {}

    private static final Limit USUAL = new Limit(50, Duration.ofSeconds(1));
    private static final String ROLES = "roles of members";
    private final Map<Integer, List<Route>> bySize = new HashMap<>();

    void bot(String method, String template, Function<Call, EndpointAnswer> endpoint) {
        bot(method, template, USUAL.requests, USUAL.per, endpoint);
    }

    void bot(
            String method,
            String template,
            int requests,
            Duration per,
            Function<Call, EndpointAnswer> endpoint) {
        add(method, template, Access.BOT, "", new Limit(requests, per), endpoint);
    }

    /** Gives or takes a member's role: all of a guild's count together. */
    void roles(String method, String template, Function<Call, EndpointAnswer> endpoint) {
        add(method, template, Access.BOT, "", USUAL, ROLES, endpoint);
    }

    /** For a person's token with that scope, and for bots. */
    void either(
            String method, String template, String scope, Function<Call, EndpointAnswer> endpoint) {
        add(method, template, Access.EITHER, scope, USUAL, endpoint);
    }

    /** For a person's token with that scope; an empty one is any. */
    void bearer(
            String method, String template, String scope, Function<Call, EndpointAnswer> endpoint) {
        add(method, template, Access.BEARER, scope, USUAL, endpoint);
    }

    void open(
            String method,
            String template,
            int requests,
            Duration per,
            Function<Call, EndpointAnswer> endpoint) {
        add(method, template, Access.OPEN, "", new Limit(requests, per), endpoint);
    }

    private void add(
            String method,
            String template,
            Access access,
            String scope,
            Limit limit,
            Function<Call, EndpointAnswer> endpoint) {
        add(method, template, access, scope, limit, method + template, endpoint);
    }

    private void add(
            String method,
            String template,
            Access access,
            String scope,
            Limit limit,
            String counted,
            Function<Call, EndpointAnswer> endpoint) {
        var segments = List.of(template.substring(1).split("/"));
        var bucket = UUID.nameUUIDFromBytes(counted.getBytes(StandardCharsets.UTF_8));
        var route =
                new Route(
                        method,
                        segments,
                        access,
                        scope,
                        limit,
                        bucket.toString().replace("-", ""),
                        counted.equals(ROLES),
                        endpoint);
        bySize.computeIfAbsent(segments.size(), unseen -> new ArrayList<>()).add(route);
    }

    /** All of them, as {@code GET /path/{name}}. */
    Stream<String> all() {
        return bySize.values().stream()
                .flatMap(List::stream)
                .map(route -> route.method + " /" + String.join("/", route.template));
    }

    /** The most specific route of these decoded segments, or Discord's 404 or 405. */
    Match find(String method, List<String> segments) {
        var fitting =
                bySize.getOrDefault(segments.size(), List.of()).stream()
                        .filter(route -> fits(route.template, segments))
                        .toList();
        if (fitting.isEmpty()) throw DiscordError.notFound();
        return fitting.stream()
                .filter(route -> route.method.equals(method))
                .max(Comparator.comparingLong(Route::words))
                .map(route -> new Match(route, values(route.template, segments)))
                .orElseThrow(DiscordError::methodNotAllowed);
    }

    private static boolean fits(List<String> template, List<String> segments) {
        for (var i = 0; i < template.size(); i++) {
            var part = template.get(i);
            if (part.charAt(0) != '{' && !part.equals(segments.get(i))) return false;
        }
        return true;
    }

    private static Map<String, String> values(List<String> template, List<String> segments) {
        var values = new HashMap<String, String>();
        for (var i = 0; i < template.size(); i++) {
            var part = template.get(i);
            if (part.charAt(0) == '{')
                values.put(part.substring(1, part.length() - 1), segments.get(i));
        }
        return values;
    }
}
