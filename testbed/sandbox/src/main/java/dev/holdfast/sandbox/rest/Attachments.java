package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.StoredFiles;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.world.Snowflake;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/** The files that messages carry, and the addresses at which files are found. */
@Singleton
class Attachments {
    private static final int MOST = 10;
    private static final Set<String> SHOWN =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final StoredFiles files;

    Attachments(StoredFiles files) {
        this.files = files;
    }

    void open(@Observes Router router) {
        router.get("/attachments/:channel/:id/:name").handler(this::serve);
        router.get("/ephemeral-attachments/:application/:id/:name").handler(this::serve);
    }

    /** The uploaded ones. */
    ArrayNode keep(Call call, Snowflake channelId) {
        return add(call, channelId, Json.array());
    }

    /**
     * Those the message has and the form does not leave out, and the uploaded ones, in Discord's
     * shape.
     */
    ArrayNode keep(Call call, Snowflake channelId, ArrayNode before, Field form) {
        return add(call, channelId, left(before, form.get("attachments")));
    }

    private ArrayNode add(Call call, Snowflake channelId, ArrayNode all) {
        if (all.size() + call.uploads().size() > MOST) {
            throw DiscordError.of(400, 30015, "Maximum number of attachments reached (10)");
        }
        if (call.uploads().stream().anyMatch(upload -> upload.size() > StoredFiles.LARGEST)) {
            throw DiscordError.of(413, 40005, "Request entity too large");
        }
        for (var upload : call.uploads()) {
            all.add(
                    files.keep(
                            upload.file(),
                            upload.filename(),
                            upload.contentType(),
                            call.host(),
                            "attachments/" + channelId));
        }
        return all;
    }

    private static ArrayNode left(ArrayNode before, Field named) {
        if (named.missing()) return before.deepCopy();
        var ids = new HashSet<String>();
        for (var each : named.list(0, MOST)) ids.add(each.get("id").raw().asText());
        var left = Json.array();
        for (var file : before) if (ids.contains(file.path("id").asText())) left.add(file);
        return left;
    }

    private void serve(RoutingContext exchange) {
        var name = exchange.pathParam("name");
        var file = Snowflake.parse(exchange.pathParam("id")).flatMap(id -> files.path(id, name));
        if (file.isEmpty()) {
            exchange.response().setStatusCode(404).end();
            return;
        }
        var type = StoredFiles.type(name);
        exchange.response()
                .putHeader("Content-Type", SHOWN.contains(type) ? type : "application/octet-stream")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Disposition", SHOWN.contains(type) ? "inline" : "attachment");
        var _ = exchange.response().sendFile(file.get().toString());
    }
}
