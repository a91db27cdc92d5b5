package dev.holdfast.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import dev.holdfast.sandbox.fault.Faults;
import dev.holdfast.sandbox.world.World;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;
import org.jboss.logging.Logger;

/** Where bots' websockets arrive: the handshake, the opcodes, the heartbeats. */
@ApplicationScoped
public class GatewayDoor {
    private static final Logger LOG = Logger.getLogger(GatewayDoor.class);
    private static final int LARGEST_FRAME = 4_096;
    private static final int GOING_AWAY = 1001;
    private static final int NORMAL = 1000;
    private static final Set<String> VERSIONS = Set.of("6", "7", "8", "9", "10");
    private static final String DEFAULT_VERSION = "10";

    private final Sessions sessions;
    private final IdentifyAndResume login;
    private final BotRequests requests;
    private final Faults faults;
    private final World world;
    private final SandboxSettings settings;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    GatewayDoor(
            Sessions sessions,
            IdentifyAndResume login,
            BotRequests requests,
            Faults faults,
            World world,
            SandboxSettings settings) {
        this.sessions = sessions;
        this.login = login;
        this.requests = requests;
        this.faults = faults;
        this.world = world;
        this.settings = settings;
    }

    void open(@Observes Router router, Vertx vertx) {
        router.route("/").order(-1).handler(this::upgrade);
        vertx.setPeriodic(5_000, _ -> watch());
    }

    private void upgrade(RoutingContext exchange) {
        if (!"websocket".equalsIgnoreCase(exchange.request().getHeader("Upgrade"))) {
            exchange.next();
            return;
        }
        var host = exchange.request().authority();
        var address = GatewayAddress.of(host == null ? "localhost" : host.toString());
        var version = exchange.request().getParam("v", DEFAULT_VERSION);
        var compress = exchange.request().getParam("compress", "");
        var encoding = exchange.request().getParam("encoding", "json");
        exchange.request()
                .toWebSocket()
                .onSuccess(socket -> accept(exchange, socket, address, version, compress, encoding))
                .onFailure(failed -> LOG.debug("a websocket handshake failed", failed));
    }

    private void accept(
            RoutingContext exchange,
            ServerWebSocket socket,
            String address,
            String version,
            String compress,
            String format) {
        var encoding =
                compress.equals("zlib-stream")
                        ? new Encoding.Stream(new Deflater())
                        : new Encoding.Text();
        var number = VERSIONS.contains(version) ? Integer.parseInt(version) : 0;
        var connection =
                new Connection(
                        socket,
                        exchange.request().connection(),
                        exchange.vertx().getOrCreateContext(),
                        encoding,
                        number,
                        address,
                        settings.heartbeat(),
                        world.now());
        connections.add(connection);
        socket.closeHandler(_ -> leave(connection, socket));
        socket.exceptionHandler(broken -> LOG.debug("a gateway connection broke", broken));
        if (number == 0) {
            connection.close(Close.INVALID_API_VERSION);
        } else if (!format.equals("json")
                || !(compress.isEmpty() || compress.equals("zlib-stream"))) {
            connection.close(Close.DECODE_ERROR);
        } else {
            socket.textMessageHandler(text -> receive(connection, text));
            socket.binaryMessageHandler(
                    bytes -> receive(connection, bytes.toString(StandardCharsets.UTF_8)));
            var hello = Json.object().put("heartbeat_interval", settings.heartbeat().toMillis());
            hello.putArray("_trace");
            connection.send(10, hello);
        }
    }

    private void leave(Connection connection, ServerWebSocket socket) {
        connection.closed();
        connections.remove(connection);
        connection
                .session()
                .ifPresent(session -> {
                    session.detach(connection, world.now());
                    var code = socket.closeStatusCode();
                    LOG.infof("session %s lost its connection, close code %s", session.id, code);
                    if (code != null && (code == NORMAL || code == GOING_AWAY)) end(session);
                });
    }

    private void end(Session session) {
        sessions.end(session);
        if (sessions.all().stream().noneMatch(other -> other.bot.equals(session.bot))) {
            requests.vanish(session.bot);
        }
    }

    private void receive(Connection connection, String text) {
        if (!connection.countSend(world.now())) {
            connection.close(Close.RATE_LIMITED);
            return;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var frame =
                bytes.length > LARGEST_FRAME
                        ? java.util.Optional.<JsonNode>empty()
                        : Json.parse(bytes);
        if (frame.isEmpty() || !frame.get().path("op").isInt()) {
            connection.close(Close.DECODE_ERROR);
            return;
        }
        handle(connection, frame.get().path("op").asInt(), frame.get().path("d"));
    }

    private void handle(Connection connection, int op, JsonNode data) {
        switch (op) {
            case 1 -> heartbeat(connection);
            case 2 -> login.identify(connection, data);
            case 6 -> login.resume(connection, data);
            case 3, 4, 8, 31 ->
                    connection
                            .session()
                            .ifPresentOrElse(
                                    session -> requests.answer(session, op, data),
                                    () -> connection.close(Close.NOT_AUTHENTICATED));
            default -> connection.close(Close.UNKNOWN_OPCODE);
        }
    }

    private void heartbeat(Connection connection) {
        if (faults.missesAck()) return;
        connection.heartbeat(world.now());
        connection.send(11, null);
    }

    private void watch() {
        var now = world.now();
        connections.stream()
                .filter(connection -> connection.silent(now))
                .forEach(connection -> connection.close(Close.SESSION_TIMED_OUT));
        sessions.expire();
    }

    /** Cuts every connection without a close frame. */
    public void cutAll() {
        connections.forEach(Connection::cut);
    }

    /** Closes every connection with this code. */
    public void closeAll(int code) {
        connections.forEach(connection -> connection.close((short) code, "Ordered by a test."));
    }

    /** Asks every client to reconnect (op 7). */
    public void reconnectAll() {
        connections.forEach(connection -> connection.order(7, null));
    }

    /** Asks every client for a heartbeat at once (op 1). */
    public void askForHeartbeats() {
        connections.forEach(connection -> connection.order(1, null));
    }

    /** Ends every session (op 9), so that clients must identify again. */
    public void invalidateAll() {
        for (var connection : connections) {
            connection.session().ifPresent(sessions::end);
            connection.order(9, false);
        }
    }
}
