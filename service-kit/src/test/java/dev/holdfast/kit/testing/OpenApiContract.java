package dev.holdfast.kit.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * The service's REST is what its committed {@code openapi.json} says. After a change that is meant,
 * run the test once with {@code -Dopenapi.update=true} and commit the file.
 */
@NullUnmarked // the container fills the field
public abstract class OpenApiContract {

    private static final Path COMMITTED = Path.of("openapi.json");

    @TestHTTPResource("/q/openapi?format=json")
    URI served;

    private final ObjectMapper json =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @Test
    void theCommittedDescriptionIsTrue() throws IOException, InterruptedException {
        var now = sorted(fetch());
        if (Boolean.getBoolean("openapi.update")) {
            Files.writeString(COMMITTED, now);
        }
        assertEquals(Files.readString(COMMITTED), now, "run once with -Dopenapi.update=true");
    }

    private String fetch() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(served).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /** The port of a test run is left out. */
    private String sorted(String description) throws IOException {
        var tree = json.readValue(description, Object.class);
        if (tree instanceof Map<?, ?> map) {
            map.remove("servers");
        }
        return json.writeValueAsString(tree) + "\n";
    }
}
