package dev.holdfast.gateway.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is sent to Discord, compared with a committed file. */
public final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** After a change that is meant, run once with {@code -Dgolden.update=true} and look at it. */
    public static void assertSame(String name, JsonNode sent) {
        var json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        var file = FOLDER.resolve(name + ".json");
        try {
            var now = json.writeValueAsString(sent) + "\n";
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, now);
            }
            assertEquals(Files.readString(file), now, "run once with -Dgolden.update=true");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
