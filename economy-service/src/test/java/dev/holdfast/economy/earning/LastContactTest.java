package dev.holdfast.economy.earning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class LastContactTest {

    private static final String ANOTHER_SECRET = "another-secret-that-nobody-else-knows-01234";

    @Inject LastContact lastCall;

    @TestHTTPResource("/")
    URI service;

    @Test
    void onlyACallThatGetsThroughCounts() throws IOException, InterruptedException {
        var before = lastCall.at();
        assertEquals(401, gateway(ANOTHER_SECRET).get("/bot/manifest").status());
        assertEquals(200, health());
        assertEquals(before, lastCall.at());
        assertEquals(200, gateway(HoldfastServers.SECRET).get("/bot/manifest").status());
        assertTrue(lastCall.at().isAfter(before));
    }

    private Caller gateway(String secret) {
        return new Caller(service, "gateway", "economy", secret);
    }

    private int health() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(service.resolve("/q/health/live")).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
