package dev.holdfast.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.gateway.Sessions;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Bots;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The page's live feed, {@code /sandbox/live?user=}: first everything this person sees, then what
 * happens, as {@code {t, d}}.
 */
@ApplicationScoped
class LiveDoor {
    private static final Logger LOG = Logger.getLogger(LiveDoor.class);
    private static final long LOOK_MILLIS = 500;

    private final World world;
    private final View view;
    private final Chat chat;
    private final Bots bots;
    private final Sessions sessions;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private volatile Set<Snowflake> online = Set.of();

    LiveDoor(World world, View view, Chat chat, Bots bots, Sessions sessions) {
        this.chat = chat;
        this.bots = bots;
        this.sessions = sessions;
        this.world = world;
        this.view = view;
        world.listen(this::tell);
    }

    void open(@Observes Router router, Vertx vertx) {
        router.get("/sandbox/live").handler(this::upgrade);
        vertx.setPeriodic(LOOK_MILLIS, _ -> tellWhoIsOnline());
    }

    /** Bots come and go with their connections, which no event tells. */
    private void tellWhoIsOnline() {
        var now = sessions.online();
        if (now.equals(online)) return;
        online = now;
        var data = Json.object();
        data.set("online", GuildShapes.ids(now));
        var frame = frame("SANDBOX_ONLINE", data);
        world.change(() -> viewers.forEach(viewer -> viewer.tell(frame)));
    }

    private void upgrade(RoutingContext exchange) {
        var id = Snowflake.parse(exchange.request().getParam("user", ""));
        var known = id.flatMap(userId -> world.change(() -> world.users.find(userId)));
        if (!"websocket".equalsIgnoreCase(exchange.request().getHeader("Upgrade"))
                || known.isEmpty()) {
            var _ = exchange.response().setStatusCode(400).end();
            return;
        }
        exchange.request()
                .toWebSocket()
                .onSuccess(socket -> accept(exchange, socket, known.get().id()))
                .onFailure(failed -> LOG.debug("a page's websocket handshake failed", failed));
    }

    private void accept(RoutingContext exchange, ServerWebSocket socket, Snowflake userId) {
        var viewer = new Viewer(userId, socket, exchange.vertx().getOrCreateContext());
        socket.closeHandler(_ -> viewers.remove(viewer));
        socket.exceptionHandler(broken -> LOG.debug("a page's connection broke", broken));
        world.change(() -> {
            var person = world.users.find(userId).orElseThrow();
            var bot = world.users.find(bots.firstId()).orElseThrow();
            if (!person.bot()) chat.direct(person, bot);
            // Later changes are told against what this page begins with.
            tellWhoIsOnline();
            viewer.tell(frame("STATE", view.of(person)));
            viewers.add(viewer);
        });
        if (socket.isClosed()) viewers.remove(viewer);
    }

    private static String frame(String name, ObjectNode data) {
        return "{\"t\":\"" + name + "\",\"d\":" + Json.text(data) + "}";
    }

    private void tell(Event event) {
        if (!event.audience().pages() || viewers.isEmpty()) return;
        String frame = null;
        for (var viewer : viewers) {
            if (!sees(viewer, event)) continue;
            if (frame == null) frame = frame(event.name(), event.data());
            viewer.tell(frame);
        }
    }

    private boolean sees(Viewer viewer, Event event) {
        if (event.onlyFor() != null) return event.onlyFor().equals(viewer.userId);
        var guildId = event.guildId();
        if (event.channelId() == null) return guildId == null || in(guildId, event, viewer);
        var channel = world.channels.find(event.channelId());
        return channel.isPresent() && world.sees(viewer.userId, channel.get());
    }

    /** Members only, and who is told of themselves: somebody who was sent away is none any more. */
    private boolean in(Snowflake guildId, Event event, Viewer viewer) {
        return world.member(guildId, viewer.userId).isPresent()
                || event.data().path("user").path("id").asText().equals(viewer.userId.toString());
    }
}
