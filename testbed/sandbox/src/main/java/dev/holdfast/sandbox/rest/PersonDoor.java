package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import io.quarkus.arc.All;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A person on the page uses Discord's own REST, as Discord's client does: {@code
 * /sandbox/as/{user}/guilds/...} and {@code .../channels/...} do what a bot with that person's
 * roles could, without limits and faults, and {@code .../applications/.../permissions} what a
 * server's Integrations do. Refusals are 200 with {@code detail}, since a browser's console
 * complains of each 4xx. The control API's guard stands before it.
 */
@ApplicationScoped
class PersonDoor {
    private static final Logger LOG = Logger.getLogger(PersonDoor.class);
    private static final String APPLICATIONS = "applications";
    private static final Set<String> OPEN_TO_PEOPLE = Set.of("guilds", "channels");
    private static final long LARGEST_BODY = 16L * 1024 * 1024;

    private final Routes routes = new Routes();
    private final World world;

    PersonDoor(@All List<EndpointGroup> endpoints, World world) {
        endpoints.forEach(family -> family.register(routes));
        this.world = world;
    }

    void open(@Observes Router router) {
        var bodies = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
        router.route("/sandbox/as/*").handler(bodies).handler(this::serve);
    }

    private void serve(RoutingContext exchange) {
        try {
            var answer = answer(exchange);
            send(exchange, 200, answer.body() == null ? Buffer.buffer("{}") : answer.body());
        } catch (DiscordError e) {
            send(exchange, 200, Buffer.buffer(Json.bytes(Json.object().put("detail", words(e)))));
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s failed", exchange.request().path());
            send(exchange, 500, Buffer.buffer("{}"));
        }
    }

    private EndpointAnswer answer(RoutingContext exchange) {
        var request = exchange.request();
        var segments =
                Stream.of(request.path().substring("/sandbox/as/".length()).split("/"))
                        .map(RestDoor::decode)
                        .toList();
        var person = segments.stream().findFirst().flatMap(Snowflake::parse);
        var path = segments.subList(1, segments.size());
        if (person.isEmpty() || path.isEmpty() || !isOpen(path)) throw DiscordError.notFound();
        var user = world.change(() -> world.users.find(person.get()));
        if (user.isEmpty() || user.get().bot()) throw DiscordError.unknownUser();
        var match = routes.find(request.method().name(), path);
        var application =
                path.getFirst().equals(APPLICATIONS)
                        ? Snowflake.parse(path.get(1)).orElseThrow(DiscordError::notFound)
                        : person.get();
        var caller = new Caller(person.get(), application, List.of());
        var body = Optional.ofNullable(exchange.body().buffer()).orElseGet(Buffer::buffer);
        var reason = Optional.ofNullable(request.getHeader("X-Audit-Log-Reason"));
        return match.route()
                .endpoint()
                .apply(
                        new Call(
                                match.path(),
                                request.params(),
                                body,
                                List.of(),
                                "localhost",
                                reason.map(PersonDoor::decode).orElse(null),
                                "",
                                caller));
    }

    /** Of an application, people set who may use its commands: that is a server's Integrations. */
    private static boolean isOpen(List<String> path) {
        return OPEN_TO_PEOPLE.contains(path.getFirst())
                || (path.getFirst().equals(APPLICATIONS)
                        && path.size() > 3
                        && path.get(2).equals("guilds")
                        && path.getLast().equals("permissions"));
    }

    private static String decode(String reason) {
        return URLDecoder.decode(reason, StandardCharsets.UTF_8);
    }

    /** Discord's words, and those for each field of a form. */
    private static String words(DiscordError refusal) {
        var said = refusal.body().path("errors").findValuesAsText("message");
        return said.isEmpty() ? String.valueOf(refusal.getMessage()) : String.join(" ", said);
    }

    private static void send(RoutingContext exchange, int status, Buffer body) {
        exchange.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store");
        var _ = exchange.response().end(body);
    }
}
