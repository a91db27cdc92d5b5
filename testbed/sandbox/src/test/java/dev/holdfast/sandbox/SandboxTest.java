package dev.holdfast.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests against the running sandbox share. */
abstract class SandboxTest {
    static final int GUILDS = 1;
    static final int MEMBERS = 1 << 1;
    static final int MESSAGES = 1 << 9;
    static final int DIRECT = 1 << 12;
    static final int CONTENT = 1 << 15;

    @Inject SettableClock clock;

    @TestHTTPResource("/")
    URI root;

    Client client;

    @BeforeEach
    void connect() {
        client = new Client(root, clock);
    }

    @AfterEach
    void endFaults() {
        client.faults(Json.object());
    }

    static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow();
    }
}
