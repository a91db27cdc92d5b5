package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.NarrowGateway;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.testing.HoldfastServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** People who ask for too much, each test with a person of its own: four commands an hour. */
@QuarkusTest
@TestProfile(NarrowGateway.class)
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class RateLimitTest extends GatewayInTheWorld {

    private static final String TOO_QUICK = "You’re quicker than I am.";

    @Inject MeterRegistry metrics;

    @Test
    void whispersHowLongToWaitAndRunsNothing() {
        var page = use("ada", "money", "[{\"name\":\"history\",\"type\":1,\"options\":[]}]");
        discord.press("ada", page.path("reply"), "Next");
        var next = await().until(() -> newest("general", "Page 2"), found -> found.has("id"));
        use("ada", "balance", NONE);
        assertEquals("Ada has 100 shells.", content(use("ada", "balance", NONE)));
        var asked = economy.asked().size();
        var command = use("ada", "balance", NONE);
        var button = discord.press("ada", next, "Next");
        for (var refused : new JsonNode[] {command, button}) {
            assertTrue(content(refused).startsWith(TOO_QUICK), content(refused));
            assertTrue(content(refused).matches(".*Try again in [89]\\d\\d seconds\\."));
            assertEquals(EPHEMERAL, flags(refused));
        }
        assertEquals(asked, economy.asked().size());
    }

    @Test
    void saysItOnceToWhoeverWritesOnAllTheSame() {
        for (var each = 0; each < 4; each++) {
            discord.replyTo(discord.write("ben", "games", "!balance"));
        }
        var limited = metrics.get("holdfast.gateway.limited").tag("what", "command").counter();
        var before = limited.count();
        for (var each = 0; each < 5; each++) {
            discord.write("ben", "games", "!balance");
            discord.write("ben", "games", "!pay");
        }
        var underWay = metrics.get("holdfast.gateway.in.flight").gauge();
        await().until(() -> limited.count() == before + 10 && underWay.value() == 0);
        var said = messages("games").stream().map(each -> Sandbox.words(each));
        assertEquals(1, said.filter(text -> text.startsWith(TOO_QUICK)).count());
        assertTrue(messages("games").stream().noneMatch(RateLimitTest::explainsHowToPay));
    }

    @Test
    void offersNothingAnyMoreToWhoeverTypesTooMuchAndStillTakesTheirCommand() {
        for (var letters = 0; letters < 20; letters++) {
            assertEquals(2, discord.type("milo", "stall", "item", 3, "ro").size());
        }
        assertEquals(0, discord.type("milo", "stall", "item", 3, "ro").size());
        assertEquals("Milo has 100 shells.", content(use("milo", "balance", NONE)));
    }

    @Test
    void holdsNoOperatorUp() {
        for (var each = 0; each < 6; each++) {
            assertEquals("Marina has 100 shells.", content(use("marina", "balance", NONE)));
        }
    }

    private static boolean explainsHowToPay(JsonNode message) {
        return Sandbox.words(message).contains("`!pay");
    }

    private JsonNode use(String person, String command, String options) {
        return discord.command(person, "general", command, options);
    }
}
