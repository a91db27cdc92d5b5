package dev.holdfast.gateway.dispatch;

import dev.holdfast.gateway.catalog.CatalogEntry;
import dev.holdfast.gateway.discord.Upload;
import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Has the owning service draw the files of a message while the message is sent. Thread-safe. */
@Singleton
public final class ReplyFiles {

    private final Fleet fleet;

    ReplyFiles(Fleet fleet) {
        this.fleet = fleet;
    }

    /** What is to be sent along with the reply. */
    public List<Upload> of(CatalogEntry listed, Reply reply) {
        return content(reply)
                .map(content -> of(listed.service(), content.files()))
                .orElse(List.of());
    }

    /** What is to be sent along with a message of the service's. */
    public List<Upload> of(String service, List<Attachment> files) {
        return files.stream()
                .map(file -> new Upload(file.name(), () -> open(service, file)))
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

    private Upload.Bytes open(String service, Attachment file)
            throws IOException, InterruptedException {
        var drawn = fleet.service(service).draw(file);
        if (drawn.length() < 0 || drawn.length() > Attachment.LARGEST) {
            drawn.stream().close();
            throw new IOException("%s has %,d bytes".formatted(file.name(), drawn.length()));
        }
        return new Upload.Bytes(drawn.stream(), drawn.length());
    }
}
