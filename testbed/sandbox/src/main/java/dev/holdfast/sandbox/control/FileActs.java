package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import dev.holdfast.sandbox.chat.StoredFiles;
import dev.holdfast.sandbox.world.Bots;
import dev.holdfast.sandbox.world.Snowflake;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/** Takes the files that people send along with commands and messages. */
@Singleton
class FileActs {
    private static final long MULTIPART = 64 * 1024;

    private final StoredFiles files;
    private final Bots bots;
    private final String uploads;

    FileActs(StoredFiles files, Bots bots, SandboxSettings settings) {
        this.files = files;
        this.bots = bots;
        uploads = settings.data().resolve("uploads").toString();
    }

    /** {@code POST /sandbox/attachments}: a multipart form with one file. */
    void open(Router router, BiConsumer<RoutingContext, ObjectNode> answer) {
        var bodies =
                BodyHandler.create(uploads)
                        .setBodyLimit(StoredFiles.LARGEST + MULTIPART)
                        .setDeleteUploadedFilesOnEnd(true);
        router.post("/sandbox/attachments").order(-1).handler(bodies);
        router.post("/sandbox/attachments")
                .order(-1)
                .handler(exchange -> answer.accept(exchange, take(exchange)))
                .failureHandler(FileActs::fail);
    }

    private static void fail(RoutingContext exchange) {
        var problem =
                exchange.failure() instanceof ControlProblem known
                        ? known
                        : ControlProblem.refused(
                                "Your files are too powerful: 10 MiB is the most.");
        if (exchange.response().ended()) return;
        exchange.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .end(io.vertx.core.buffer.Buffer.buffer(Json.bytes(problem.body())));
    }

    private ObjectNode take(RoutingContext exchange) {
        if (exchange.fileUploads().size() != 1) throw ControlProblem.malformed("Send one file.");
        var file = exchange.fileUploads().getFirst();
        if (file.size() > StoredFiles.LARGEST) {
            throw ControlProblem.refused("Your files are too powerful: 10 MiB is the most.");
        }
        var host = exchange.request().authority();
        return files.keep(
                Path.of(file.uploadedFileName()),
                file.fileName(),
                file.contentType(),
                host == null ? "localhost" : host.toString(),
                "ephemeral-attachments/" + bots.firstId());
    }

    /** The files of an act, by their ids. */
    ArrayNode named(ArrayNode ids) {
        var named = Json.array();
        for (var id : ids) {
            named.add(
                    Snowflake.parse(id.asText())
                            .flatMap(files::find)
                            .orElseThrow(() -> ControlProblem.unknown("There is no file %s.", id)));
        }
        return named;
    }
}
