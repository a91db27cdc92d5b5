package dev.holdfast.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Pins;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a person may read of a channel beside what their page begins with: {@code
 * /sandbox/messages?user=&channel=&before=}, at most {@code limit} (1 to 1000, 100 by default) of
 * them, the newest last, and {@code older}: whether there are more; {@code
 * /sandbox/pins?user=&channel=}, the latest pin first. 404 for a channel that the person does not
 * see, 400 for what is no id or number.
 */
@ApplicationScoped
class HistoryDoor {
    private static final int MOST = 1_000;

    private final World world;
    private final View view;
    private final Pins pins;

    HistoryDoor(World world, View view, Pins pins) {
        this.world = world;
        this.view = view;
        this.pins = pins;
    }

    void open(@Observes Router router) {
        router.get("/sandbox/messages")
                .handler(exchange -> world.change(() -> answer(exchange, this::before)));
        router.get("/sandbox/pins")
                .handler(exchange -> world.change(() -> answer(exchange, this::pinned)));
    }

    private void answer(
            RoutingContext exchange,
            BiFunction<RoutingContext, Reading, Optional<ObjectNode>> part) {
        var user = id(exchange, "user");
        var channel = id(exchange, "channel").flatMap(world.channels::find);
        if (user.isEmpty() || channel.isEmpty() || !world.sees(user.get(), channel.get())) {
            end(exchange, 404, Json.object());
            return;
        }
        var found = part.apply(exchange, new Reading(user.get(), channel.get()));
        end(exchange, found.isPresent() ? 200 : 400, found.orElseGet(Json::object));
    }

    /** Who reads where. */
    private record Reading(Snowflake user, Channel channel) {}

    private Optional<ObjectNode> before(RoutingContext exchange, Reading reading) {
        var limit = Optional.ofNullable(exchange.request().getParam("limit")).orElse("100");
        var before = id(exchange, "before");
        if (before.isEmpty() || !limit.matches("[1-9]\\d{0,3}")) return Optional.empty();
        var most = Math.min(MOST, Integer.parseInt(limit));
        return Optional.of(view.before(reading.channel(), reading.user(), before.get(), most));
    }

    private Optional<ObjectNode> pinned(RoutingContext exchange, Reading reading) {
        var answer = Json.object();
        answer.set("messages", view.messages(pins.of(reading.channel()), reading.user()));
        return Optional.of(answer);
    }

    private static Optional<Snowflake> id(RoutingContext exchange, String name) {
        return Snowflake.parse(exchange.request().getParam(name, ""));
    }

    private static void end(RoutingContext exchange, int status, ObjectNode body) {
        exchange.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store");
        var _ = exchange.response().end(Buffer.buffer(Json.bytes(body)));
    }
}
