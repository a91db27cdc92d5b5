package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Keeps the files that messages carry, and serves them. */
@Singleton
class Attachments {
    private static final int MOST = 10;
    private static final long LARGEST = 10L * 1024 * 1024;
    private static final Set<String> SHOWN =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final World world;
    private final Path folder;

    Attachments(World world, SandboxSettings settings) {
        this.world = world;
        folder = settings.data().resolve("attachments");
    }

    void open(@Observes Router router) {
        router.get("/attachments/:channel/:id/:name").handler(this::serve);
    }

    /** In Discord's shape, added to those the message has. */
    ArrayNode keep(Call call, Snowflake channelId, ArrayNode before) {
        if (call.uploads().isEmpty()) return before;
        if (before.size() + call.uploads().size() > MOST) {
            throw DiscordError.of(400, 30015, "Maximum number of attachments reached (10)");
        }
        if (call.uploads().stream().anyMatch(upload -> upload.size() > LARGEST)) {
            throw DiscordError.of(413, 40005, "Request entity too large");
        }
        var all = before.deepCopy();
        for (var upload : call.uploads()) {
            var id = world.nextId();
            var name = upload.filename().replaceAll("[^\\w.-]", "_").replaceAll("\\.{2,}", "_");
            store(upload, id, name);
            var url = "http://%s/attachments/%s/%s/%s".formatted(call.host(), channelId, id, name);
            all.add(
                    Json.object()
                            .put("id", id.toString())
                            .put("filename", name)
                            .put("size", upload.size())
                            .put("content_type", upload.contentType())
                            .put("url", url)
                            .put("proxy_url", url));
        }
        return all;
    }

    private void store(Upload upload, Snowflake id, String name) {
        try {
            var own = Files.createDirectories(folder.resolve(id.toString()));
            Files.move(upload.file(), own.resolve(name));
        } catch (IOException failed) {
            throw new UncheckedIOException("an attachment could not be kept", failed);
        }
    }

    private void serve(RoutingContext exchange) {
        var id = Snowflake.parse(exchange.pathParam("id"));
        var name = exchange.pathParam("name");
        var file = id.map(known -> folder.resolve(known.toString()).resolve(name).normalize());
        if (file.isEmpty()
                || !file.get().startsWith(folder.normalize())
                || !Files.isRegularFile(file.get())) {
            exchange.response().setStatusCode(404).end();
            return;
        }
        var type = type(name);
        exchange.response()
                .putHeader("Content-Type", type)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Disposition", SHOWN.contains(type) ? "inline" : "attachment");
        var _ = exchange.response().sendFile(file.get().toString());
    }

    private static String type(String name) {
        var lower = name.toLowerCase(java.util.Locale.ROOT);
        for (var shown : List.of("png", "gif", "webp", "jpeg")) {
            if (lower.endsWith("." + shown)) return "image/" + shown;
        }
        return lower.endsWith(".jpg") ? "image/jpeg" : "application/octet-stream";
    }
}
