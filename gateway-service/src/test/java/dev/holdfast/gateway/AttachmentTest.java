package dev.holdfast.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A service reads what a person sent along. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class AttachmentTest extends GatewayInTheWorld {

    @TestHTTPResource("/")
    URI gateway;

    @Test
    void readsTheFileOfAnOption() throws Exception {
        var sent = "a seal".getBytes(StandardCharsets.UTF_8);
        var file = discord.upload("seal.png", "image/png", sent);
        discord.command(
                "ada",
                "games",
                "stall",
                "[{\"name\":\"picture\",\"type\":11,\"value\":\"%s\"}]".formatted(file));
        var passed = economy.asked().getLast().file("picture").orElseThrow();
        assertEquals("a seal", read("economy", passed.url().toString()).body());
    }

    @Test
    void givesNothingToStrangersAndNothingButFiles() throws Exception {
        assertEquals(404, read("economy", discord.url() + "/sandbox/state").status());
        assertEquals(404, read("economy", discord.url() + "/attachments/1/2/none.png").status());
        var stranger = new Caller(gateway, "economy", "roles", HoldfastServers.SECRET);
        assertEquals(401, stranger.get("/attachments?url=x").status());
    }

    private Caller.Answer read(String service, String url) throws Exception {
        var economyService = new Caller(gateway, service, "gateway", HoldfastServers.SECRET);
        var encoded = URLEncoder.encode(url, StandardCharsets.UTF_8);
        return economyService.get("/attachments?url=" + encoded);
    }
}
