package dev.holdfast.health.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import dev.holdfast.kit.protocol.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What people are shown, compared with a committed file. */
public final class GoldenReplies {

    private static final Path FOLDER = Path.of("src/test/resources/replies");
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModules(new JavaTimeModule(), new ParameterNamesModule())
                    .enable(
                            SerializationFeature.INDENT_OUTPUT,
                            SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private GoldenReplies() {}

    /** After a change that is meant, run once with {@code -Dreplies.update=true} and look at it. */
    public static void assertSame(String name, Reply reply) {
        var file = FOLDER.resolve(name + ".json");
        try {
            var now = JSON.writerFor(Reply.class).writeValueAsString(reply) + "\n";
            if (Boolean.getBoolean("replies.update")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, now);
            }
            assertEquals(Files.readString(file), now, "run once with -Dreplies.update=true");
            assertEquals(reply, JSON.readValue(now, Reply.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
