package dev.holdfast.gateway.prefix;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
@NullUnmarked // the container fills the fields
class DroppedMessagesTest {

    @Inject DroppedMessages dropped;
    @Inject MeterRegistry metrics;

    private final Admin database = new Admin("gateway");

    @Test
    void areCountedShownAndToldToTheOperatorOnce() {
        for (var each = 0; each < 100; each++) {
            dropped.one();
        }
        assertTrue(metrics.counter("holdfast.gateway.messages.dropped").count() >= 100);
        assertTrue(dropped.call().getData().orElseThrow().toString().contains("dropped"));
        await().atMost(Duration.ofSeconds(20)).until(() -> folded().size() == 1);
        var before = folded().getFirst();
        dropped.one();
        // Counted, and so not told, whatever other tests have dropped before.
        await().atMost(Duration.ofSeconds(20)).until(() -> folded().equals(List.of(before + 1)));
    }

    /** How often it happened again since it was told. */
    private List<Integer> folded() {
        return database.list(
                "select more from alert where guild_id = 0 and fingerprint like '%messages.dropped%'",
                Integer.class);
    }
}
