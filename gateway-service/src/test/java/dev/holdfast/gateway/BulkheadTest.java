package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.NarrowGateway;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A service that hangs, and what people notice of it. */
@QuarkusTest
@TestProfile(NarrowGateway.class)
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class BulkheadTest extends GatewayInTheWorld {

    private static final int MORE = 10;
    private static final String BUSY =
            "I’m busy right now, and nothing was changed. Try again in a moment.";

    /** The operator, whom no limit holds up. */
    private static final String PERSON = "marina";

    @Test
    void aServiceThatHangsTakesItsOwnPlacesAndNobodyElses() {
        economy.hold();
        var ids =
                IntStream.range(0, NarrowGateway.PLACES + MORE)
                        .mapToObj(_ -> discord.start(PERSON, "bank", "balance", NONE))
                        .toList();
        await().until(() -> answered(ids, BUSY) == MORE);
        Map.of("ping", "Pong!", "help", "What can I do")
                .forEach((own, words) -> {
                    var answer = discord.command(PERSON, "general", own, NONE).path("reply");
                    assertTrue(answer.toString().contains(words), answer.toString());
                });
        assertEquals(MORE, answered(ids, BUSY));
        economy.release();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> answered(ids, "Marina has 100 shells.") == NarrowGateway.PLACES);
    }

    private long answered(List<String> ids, String text) {
        return ids.stream().filter(id -> content(discord.interaction(id)).equals(text)).count();
    }
}
