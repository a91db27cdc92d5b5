package dev.holdfast.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.Economy;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class CatalogRecordTest {

    @Inject CatalogRecord record;
    @Inject CatalogUpdater catalogs;

    @Test
    void survivesARestartWhileAServiceIsAway() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> catalogs.current().find(CommandPath.of("pay")).isPresent());
        var kept = record.read();
        assertTrue(kept.manifests().contains(Economy.manifest()), kept.toString());
        assertEquals("economy", kept.owners().get(CommandPath.of("pay")));
        assertEquals("gateway", kept.owners().get(CommandPath.of("help")));
    }

    @Test
    void remembersWhatWasPublishedForWhichApplication() {
        record.keepPublished("1", "before");
        record.keepPublished("1", "now");
        assertEquals("now", record.published("1").orElseThrow());
        assertTrue(record.published("2").isEmpty());
    }
}
