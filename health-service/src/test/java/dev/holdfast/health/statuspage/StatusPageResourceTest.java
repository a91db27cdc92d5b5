package dev.holdfast.health.statuspage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The status page as a stranger's browser gets it. */
@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@QuarkusTestResource(HoldfastServers.class)
class StatusPageResourceTest {

    @TestHTTPResource("/status")
    URI page;

    @Test
    @Order(0)
    void isThereForEverybodyAndAllowsNothingButItself() throws Exception {
        var shown = get(null);
        assertEquals(200, shown.statusCode());
        assertEquals(
                "text/html;charset=utf-8", header(shown, "Content-Type").toLowerCase(Locale.ROOT));
        var policy = header(shown, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy);
        assertTrue(policy.endsWith("frame-ancestors 'none'"), policy);
        assertEquals("nosniff", header(shown, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(shown, "Referrer-Policy"));
        assertTrue(header(shown, "Cache-Control").contains("max-age=10"));
        assertTrue(shown.body().startsWith("<!DOCTYPE html>"), shown.body());
    }

    @Test
    @Order(0)
    void isSentOnceToWhoHasItAlready() throws Exception {
        var tag = header(get(null), "ETag");
        assertFalse(tag.isBlank());
        var again = get(tag);
        // A new minute began between the two where it is not the same.
        assertTrue(again.statusCode() == 304 || !header(again, "ETag").equals(tag));
        assertTrue(again.statusCode() == 200 || again.body().isEmpty());
    }

    /** Last: it uses up what the others may ask. */
    @Test
    @Order(1)
    void refusesWhoAsksTooOften() throws Exception {
        for (var i = 0; i < 200; i++) {
            var shown = get(null);
            if (shown.statusCode() != 200) {
                assertEquals(429, shown.statusCode());
                assertFalse(header(shown, "Retry-After").isBlank());
                return;
            }
        }
        throw new AssertionError("200 requests at once were all answered");
    }

    private HttpResponse<String> get(@Nullable String known)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(page);
        if (known != null) {
            request.header("If-None-Match", known);
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
