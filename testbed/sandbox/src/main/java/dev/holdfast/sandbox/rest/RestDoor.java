package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import dev.holdfast.sandbox.fault.Faults;
import dev.holdfast.sandbox.form.DiscordError;
import io.quarkus.arc.All;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where requests under {@code /api} arrive: faults, version, route, token, limits, then the
 * endpoint.
 */
@ApplicationScoped
class RestDoor {
    private static final Logger LOG = Logger.getLogger(RestDoor.class);
    private static final Set<String> VERSIONS = Set.of("v6", "v7", "v8", "v9", "v10");
    private static final long LARGEST_BODY = 26L * 1024 * 1024;

    private final Routes routes = new Routes();
    private final RateLimiter limits;
    private final Callers callers;
    private final Faults faults;
    private final Path uploads;

    RestDoor(
            @All List<EndpointGroup> endpoints,
            RateLimiter limits,
            Callers callers,
            Faults faults,
            SandboxSettings settings) {
        endpoints.forEach(family -> family.register(routes));
        this.limits = limits;
        this.callers = callers;
        this.faults = faults;
        uploads = settings.data().resolve("uploads");
    }

    void open(@Observes Router router) {
        var bodies =
                BodyHandler.create(uploads.toString())
                        .setBodyLimit(LARGEST_BODY)
                        .setDeleteUploadedFilesOnEnd(true);
        router.route("/api/*").handler(bodies).handler(this::enter);
    }

    private void enter(RoutingContext exchange) {
        switch (faults.meet(exchange.request().path())) {
            case Faults.Rest.Serve(Duration delay) when delay.isZero() -> serve(exchange);
            case Faults.Rest.Serve(Duration delay) ->
                    exchange.vertx().setTimer(delay.toMillis(), _ -> serve(exchange));
            case Faults.Rest.Limit(Duration retryAfter) ->
                    refuseTooMany(exchange.response(), retryAfter, "user", false);
            case Faults.Rest.Fail(int status) ->
                    send(
                            exchange.response(),
                            new EndpointAnswer(status, Buffer.buffer("upstream connect error")),
                            "text/plain");
            case Faults.Rest.Cut() -> exchange.request().connection().close();
            case Faults.Rest.Lose() -> lose(exchange);
        }
    }

    /** It is done, and nobody is told. */
    private void lose(RoutingContext exchange) {
        try {
            var _ = answer(exchange);
        } catch (DiscordError e) {
            LOG.debugf("%s lost: %s", exchange.request().path(), e.getMessage());
        } finally {
            var _ = exchange.request().connection().close();
        }
    }

    private void serve(RoutingContext exchange) {
        try {
            var answer = answer(exchange);
            if (!exchange.response().ended()) send(exchange, answer);
        } catch (DiscordError e) {
            send(exchange, EndpointAnswer.of(e.status(), e.body()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s %s failed", exchange.request().method(), exchange.request().path());
            var body = Json.object().put("message", "500: Internal Server Error").put("code", 0);
            send(exchange, EndpointAnswer.of(500, body));
        }
    }

    private EndpointAnswer answer(RoutingContext exchange) {
        var request = exchange.request();
        var match = routes.find(request.method().name(), segments(request.path()));
        var route = match.route();
        Caller caller = null;
        if (route.access() != Routes.Access.OPEN) {
            caller = callers.of(route, request.getHeader("Authorization"));
            var global = limits.takeGlobal(caller.application());
            if (!global.allowed()) {
                refuseTooMany(exchange.response(), global.resetAfter(), "global", true);
                return EndpointAnswer.nothing();
            }
        }
        var resource = route.resource(match.path());
        var verdict = limits.take(route, caller == null ? resource : caller.user() + resource);
        headers(exchange.response(), route, verdict);
        if (!verdict.allowed()) {
            refuseTooMany(exchange.response(), verdict.resetAfter(), "user", false);
            return EndpointAnswer.nothing();
        }
        return route.endpoint().apply(call(exchange, match.path(), caller));
    }

    /** The path below {@code /api} and an optional version, decoded. */
    private static List<String> segments(String path) {
        var segments = new ArrayList<String>();
        for (var part : path.substring("/api".length()).split("/", -1)) {
            if (!part.isEmpty()) segments.add(decode(part));
        }
        if (!segments.isEmpty() && segments.getFirst().matches("v\\d+")) {
            if (!VERSIONS.contains(segments.removeFirst())) {
                throw DiscordError.of(400, 50041, "Invalid API version");
            }
        }
        return segments;
    }

    static String decode(String part) {
        if (part.indexOf('%') < 0) return part;
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw DiscordError.notFound();
        }
    }

    private static Call call(
            RoutingContext exchange, Map<String, String> path, @Nullable Caller caller) {
        var request = exchange.request();
        var host = request.authority() == null ? "localhost" : request.authority().toString();
        var reason = request.getHeader("X-Audit-Log-Reason");
        var type = request.getHeader("Content-Type");
        var files = type != null && type.startsWith("multipart/form-data");
        var sent = request.getHeader("Authorization");
        return new Call(
                path,
                request.params(),
                files ? payload(request) : body(exchange),
                files ? uploads(exchange) : List.of(),
                host,
                reason == null || reason.isBlank() ? null : decode(reason),
                sent == null ? "" : sent,
                caller);
    }

    private static Buffer body(RoutingContext exchange) {
        var body = exchange.body().buffer();
        return body == null ? Buffer.buffer() : body;
    }

    /** What stands beside the files. */
    private static Buffer payload(HttpServerRequest request) {
        var payload = request.getFormAttribute("payload_json");
        return Buffer.buffer(payload == null ? "{}" : payload);
    }

    private static List<UploadedForm> uploads(RoutingContext exchange) {
        return exchange.fileUploads().stream()
                .map(file ->
                        new UploadedForm(
                                file.name(),
                                file.fileName(),
                                file.contentType(),
                                file.size(),
                                Path.of(file.uploadedFileName())))
                .toList();
    }

    private static void headers(
            HttpServerResponse response, Routes.Route route, RateLimiter.Verdict verdict) {
        response.putHeader("X-RateLimit-Limit", Integer.toString(verdict.limit()));
        response.putHeader("X-RateLimit-Remaining", Integer.toString(verdict.remaining()));
        response.putHeader(
                "X-RateLimit-Reset", seconds(Duration.ofMillis(verdict.resetAt().toEpochMilli())));
        response.putHeader("X-RateLimit-Reset-After", seconds(verdict.resetAfter()));
        response.putHeader("X-RateLimit-Bucket", route.bucket());
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).toString();
    }

    private static void refuseTooMany(
            HttpServerResponse response, Duration retryAfter, String scope, boolean global) {
        response.putHeader("Retry-After", Long.toString(retryAfter.plusMillis(999).toSeconds()));
        response.putHeader("X-RateLimit-Scope", scope);
        if (global) response.putHeader("X-RateLimit-Global", "true");
        var body = Json.object().put("message", "You are being rate limited.");
        body.put("retry_after", retryAfter.toMillis() / 1_000.0).put("global", global);
        send(response, EndpointAnswer.of(429, body), "application/json");
    }

    private static void send(RoutingContext exchange, EndpointAnswer answer) {
        exchange.put(Recorder.ANSWER, answer);
        send(exchange.response(), answer, "application/json");
    }

    private static void send(HttpServerResponse response, EndpointAnswer answer, String type) {
        if (response.ended() || response.closed()) return;
        response.setStatusCode(answer.status()).putHeader("Via", "1.1 sandbox");
        if (answer.body() == null) {
            var _ = response.end();
            return;
        }
        response.putHeader("Content-Type", type);
        var _ = response.end(answer.body());
    }
}
