package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what bots and the sandbox say to each other, where {@code SANDBOX_RECORD} names a
 * file: a JSON line for each exchange, so that it can be held against Discord's own description.
 */
@ApplicationScoped
class Recorder {
    /** Under which a request's answer is found once it is sent. */
    static final String ANSWER = "answer";

    private static final Logger LOG = Logger.getLogger(Recorder.class);
    private static final int BEFORE_THE_DOOR = -100;
    private static final String SECRET = "(?<=/(?:webhooks|interactions)/\\d{1,20}/)[^/]+";

    private final Optional<Path> file;

    Recorder(SandboxSettings settings) {
        this.file = settings.record();
    }

    void open(@Observes Router router) throws IOException {
        if (file.isEmpty()) return;
        if (file.get().getParent() != null) Files.createDirectories(file.get().getParent());
        var lines =
                FileChannel.open(
                        file.get(),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        router.route("/api/*")
                .order(BEFORE_THE_DOOR)
                .handler(exchange -> {
                    exchange.addEndHandler(_ -> write(lines, exchange));
                    exchange.next();
                });
    }

    private static void write(FileChannel lines, RoutingContext exchange) {
        EndpointAnswer answer = exchange.get(ANSWER);
        if (answer == null) return;
        var line = line(exchange, answer).toString() + "\n";
        try {
            lines.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            LOG.errorf(e, "SANDBOX_RECORD cannot be written");
        }
    }

    private static ObjectNode line(RoutingContext exchange, EndpointAnswer answer) {
        var request = exchange.request();
        var line = Json.object().put("method", request.method().name());
        line.put("path", path(request.path())).put("status", answer.status());
        set(line, "request", asked(exchange));
        set(line, "answer", answer.body());
        return line;
    }

    /** Below {@code /api} and the version, without the token of a webhook or an interaction. */
    private static String path(String path) {
        return path.replaceFirst("^/api(/v\\d+)?", "").replaceAll(SECRET, "token");
    }

    private static @Nullable Buffer asked(RoutingContext exchange) {
        var form = exchange.request().getFormAttribute("payload_json");
        return form == null ? exchange.body().buffer() : Buffer.buffer(form);
    }

    private static void set(ObjectNode line, String name, @Nullable Buffer body) {
        if (body == null || body.length() == 0) return;
        Optional<JsonNode> json = Json.parse(body.getBytes());
        line.set(name, json.orElseGet(() -> Json.object().put("not JSON", body.toString())));
    }
}
