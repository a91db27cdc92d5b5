package dev.holdfast.kit.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A door without a pair key beside those with one. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class OpenDoorTest {

    private static final int MANY = 40;

    @TestHTTPResource("/")
    URI service;

    @Test
    void strangersComeInWhereADoorSaysSoAndNowhereElse() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            assertEquals(200, send(http, "GET", "/probe-door/ada", null).statusCode());
            assertEquals(401, send(http, "POST", "/probe-door/ada", null).statusCode());
            assertEquals(401, send(http, "GET", "/probe-door/ada/more", null).statusCode());
            assertEquals(401, send(http, "GET", "/bot/manifest", null).statusCode());
            assertEquals(401, send(http, "GET", "/nowhere", null).statusCode());
        }
    }

    /** Whoever says who they are shows their key. */
    @Test
    void aServiceWithAWrongKeyIsNoStranger() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            assertEquals(401, send(http, "GET", "/probe-door/ada", "gateway").statusCode());
        }
        var gateway = new Caller(service, "gateway", "probe", HoldfastServers.SECRET);
        assertEquals(200, gateway.get("/probe-door/ada").status());
    }

    @Test
    void anAddressThatAsksTooOftenWaits() throws Exception {
        var another = InetAddress.ofLiteral("127.0.0.2");
        try (var http = HttpClient.newBuilder().localAddress(another).build()) {
            var answers = new ArrayList<HttpResponse<String>>();
            for (var each = 0; each < MANY; each++) {
                answers.add(send(http, "GET", "/probe-door/ada", null));
            }
            var last = answers.getLast();
            assertEquals(429, last.statusCode());
            assertTrue(last.headers().firstValue("Retry-After").isPresent());
            var gateway = new Caller(service, "gateway", "probe", HoldfastServers.SECRET);
            assertEquals(200, gateway.get("/probe-door/ada").status());
        }
    }

    @Test
    void countsAnIpv6NetworkAsOne() {
        assertEquals(DoorLimit.network("2001:db8::1"), DoorLimit.network("2001:db8::ffff:1"));
        assertNotEquals(DoorLimit.network("2001:db8::1"), DoorLimit.network("2001:db8:1::1"));
        assertNotEquals(DoorLimit.network("127.0.0.1"), DoorLimit.network("127.0.0.2"));
    }

    private HttpResponse<String> send(HttpClient http, String verb, String path, String caller)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(service.resolve(path)).method(verb, BodyPublishers.noBody());
        if (caller != null) {
            request.header("Holdfast-Caller", caller).header("Authorization", "Bearer wrong");
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
