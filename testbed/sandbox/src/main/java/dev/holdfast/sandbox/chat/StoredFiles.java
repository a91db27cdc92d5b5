package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The files that people and bots sent, each in a folder of its own beside its description. */
@Singleton
public class StoredFiles {
    /** What one file may have, in bytes. */
    public static final long LARGEST = 10L * 1024 * 1024;

    private static final String DESCRIPTION = ".attachment.json";
    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> TYPES =
            Map.of(
                    "png", "image/png",
                    "jpg", "image/jpeg",
                    "jpeg", "image/jpeg",
                    "gif", "image/gif",
                    "webp", "image/webp",
                    "txt", "text/plain; charset=utf-8",
                    "json", "application/json; charset=utf-8",
                    "pdf", "application/pdf");

    private final World world;
    private final Path folder;

    StoredFiles(World world, SandboxSettings settings) {
        this.world = world;
        folder = settings.data().resolve("attachments").normalize();
    }

    /**
     * Takes the file away from where it lies and describes it in Discord's shape.
     *
     * @param place the path of its address, such as a channel's id
     * @param contentType as its sender called it; its name is asked where that says nothing
     */
    public ObjectNode keep(
            Path file, String filename, String contentType, String host, String place) {
        var id = world.nextId();
        var name = filename.replaceAll("[^\\w.-]", "_").replaceAll("\\.{2,}", "_");
        var url = "http://%s/%s/%s/%s".formatted(host, place, id, name);
        try {
            var own = Files.createDirectories(folder.resolve(id.toString()));
            var kept = Files.move(file, own.resolve(name));
            var described =
                    Json.object()
                            .put("id", id.toString())
                            .put("filename", name)
                            .put("size", Files.size(kept))
                            .put(
                                    "content_type",
                                    contentType.equals(UNKNOWN) ? type(name) : contentType)
                            .put("url", url)
                            .put("proxy_url", url);
            Files.write(own.resolve(DESCRIPTION), Json.bytes(described));
            return described;
        } catch (IOException e) {
            throw new UncheckedIOException("a file could not be kept", e);
        }
    }

    /** How it was described. */
    public Optional<ObjectNode> find(Snowflake id) {
        var description = folder.resolve(id.toString()).resolve(DESCRIPTION);
        try {
            return Files.isRegularFile(description)
                    ? Json.parse(Files.readAllBytes(description)).map(ObjectNode.class::cast)
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a file could not be found", e);
        }
    }

    /** Where it lies. */
    public Optional<Path> path(Snowflake id, String name) {
        var own = folder.resolve(id.toString());
        var file = own.resolve(name).normalize();
        return file.startsWith(own) && !name.equals(DESCRIPTION) && Files.isRegularFile(file)
                ? Optional.of(file)
                : Optional.empty();
    }

    /** By the name's ending. */
    public static String type(String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, UNKNOWN);
    }
}
