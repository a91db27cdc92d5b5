package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GuardTest extends SandboxTest {
    private String get(String path, String host, String more) throws IOException {
        try (var socket = new Socket(root.getHost(), root.getPort())) {
            var request =
                    "GET %s HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n"
                            .formatted(path, host, more);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aForeignNameForThisMachineIsRefused() throws IOException {
        var refused = get("/sandbox/state", "evil.test", "");
        assertTrue(refused.startsWith("HTTP/1.1 403"), refused);
        assertTrue(refused.contains("SANDBOX_HOSTS"));
        assertTrue(get("/sandbox/state", "localhost", "").startsWith("HTTP/1.1 200"));
    }

    @Test
    void aForeignPageIsRefused() throws IOException {
        assertTrue(
                get("/sandbox/state", "localhost:8088", "Origin: https://evil.test\r\n")
                        .startsWith("HTTP/1.1 403"));
        assertTrue(
                get("/sandbox/state", "localhost:8088", "Sec-Fetch-Site: cross-site\r\n")
                        .startsWith("HTTP/1.1 403"));
        assertTrue(
                get("/sandbox/state", "localhost:8088", "Origin: http://localhost:8088\r\n")
                        .startsWith("HTTP/1.1 200"));
        var asMarina = "/sandbox/as/%s/guilds/%s/roles";
        var hers = asMarina.formatted(client.user("marina"), client.guildId());
        assertTrue(get(hers, "localhost:8088", "").startsWith("HTTP/1.1 200"));
        for (var path : new String[] {hers, "/sandbox/messages", "/sandbox/pins"}) {
            assertTrue(
                    get(path, "localhost:8088", "Origin: https://evil.test\r\n")
                            .startsWith("HTTP/1.1 403"));
        }
        var upgrade = "Upgrade: websocket\r\nOrigin: https://evil.test\r\n";
        assertTrue(
                get("/sandbox/live?user=" + client.user("ada"), "localhost:8088", upgrade)
                        .startsWith("HTTP/1.1 403"));
    }

    @Test
    void thePageRunsOnlyItsOwnScripts() {
        var page = client.send("GET", "/", null);
        assertEquals(200, page.status());
        assertTrue(page.header("content-security-policy").contains("script-src 'self'"));
        var html = page.body().path("text").asText();
        assertFalse(
                Pattern.compile("<script(?![^>]* src=)|style=|\\son\\w+=").matcher(html).find(),
                html);
    }

    @Test
    void everyFileThatThePageNamesIsServed() {
        var named = Pattern.compile("(?:/page/|from '\\./)([\\w.]+)");
        var open = new java.util.ArrayDeque<String>();
        var seen = new java.util.HashSet<String>();
        open.add("/");
        while (!open.isEmpty()) {
            var path = open.remove();
            if (!seen.add(path)) continue;
            var file = client.send("GET", path, null);
            assertEquals(200, file.status(), path);
            named.matcher(file.body().path("text").asText())
                    .results()
                    .forEach(found -> open.add("/page/" + found.group(1)));
        }
        assertTrue(seen.size() > 15, seen.toString());
    }
}
