package dev.holdfast.gateway.dispatch;

import dev.holdfast.gateway.catalog.Catalogs;
import dev.holdfast.gateway.catalog.Listed;
import dev.holdfast.gateway.discord.Upload;
import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.kit.command.Drawings;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The files of a reply, drawn by the service that gave it while they are sent. Safe for any thread.
 */
@Singleton
public final class Files {

    private final Catalogs catalogs;
    private final Fleet fleet;
    private final Drawings own;

    @Inject
    Files(Catalogs catalogs, Fleet fleet, Drawings own) {
        this.catalogs = catalogs;
        this.fleet = fleet;
        this.own = own;
    }

    /** What is to be sent along with the reply. */
    public List<Upload> of(Listed listed, Reply reply) {
        return content(reply).map(Content::files).orElse(List.of()).stream()
                .map(file -> new Upload(file.name(), () -> open(listed, file)))
                .toList();
    }

    private static Optional<Content> content(Reply reply) {
        return switch (reply) {
            case Reply.Message(var content) -> Optional.of(content);
            case Reply.Whisper(var content) -> Optional.of(content);
            case Reply.Update(var content) -> Optional.of(content);
            case Reply.Modal _, Reply.Question _, Reply.Refusal _ -> Optional.empty();
        };
    }

    private Upload.Bytes open(Listed listed, Attachment file)
            throws IOException, InterruptedException {
        if (listed.service().equals(catalogs.own())) {
            var drawn = own.draw(file);
            return new Upload.Bytes(new ByteArrayInputStream(drawn), drawn.length);
        }
        var answer = fleet.file(listed.service(), file);
        var length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        if (length < 0 || length > Attachment.LARGEST) {
            answer.body().close();
            throw new IOException("%s has %,d bytes".formatted(file.name(), length));
        }
        return new Upload.Bytes(answer.body(), length);
    }
}
