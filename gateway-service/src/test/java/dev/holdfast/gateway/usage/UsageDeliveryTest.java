package dev.holdfast.gateway.usage;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.gateway.discord.ConnectionState;
import dev.holdfast.gateway.discord.DiscordConnection;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Minutes become rows of the outbox once, and leave it when they were taken. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
@TestProfile(ReachableGateway.class)
class UsageDeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration QUIET = Duration.ofSeconds(3);

    @Inject UsageDelivery delivery;
    @Inject UsageCounter counter;
    @Inject UsageInbox inbox;
    @Inject CatalogUpdater catalogs;
    @Inject DiscordConnection connection;

    Sandbox discord;

    private final Admin database = new Admin("gateway");

    @BeforeEach
    void theCatalogIsKnown() {
        await().atMost(PATIENCE)
                .until(() -> catalogs.offered().order(UsageDelivery.KIND).isPresent());
    }

    @AfterEach
    void nobodyIsAway() {
        inbox.away(false);
    }

    @Test
    void aMinuteThatIsStoredTwiceIsDeliveredOnce() {
        var minute = minute("once", 3);
        assertTrue(delivery.store(minute));
        assertTrue(delivery.store(minute));
        await().atMost(PATIENCE).until(() -> inbox.done("once") >= 3);
        await().during(QUIET).atMost(PATIENCE).until(() -> inbox.done("once") == 3);
        assertEquals(0, waiting("once"));
    }

    /** A gateway that dies then leaves the row to the next one: the outbox is the schema's. */
    @Test
    void whatIsNotTakenStaysARowUntilItIs() {
        inbox.away(true);
        assertTrue(delivery.store(minute("later", 2)));
        await().during(QUIET).atMost(PATIENCE).until(() -> waiting("later") == 1);
        assertEquals(0, inbox.done("later"));
        inbox.away(false);
        await().atMost(PATIENCE).until(() -> inbox.done("later") == 2);
        await().atMost(PATIENCE).until(() -> waiting("later") == 0);
    }

    @Test
    void aCommandThatSomebodyUsesIsCounted() {
        await().atMost(PATIENCE)
                .until(() -> connection.state() instanceof ConnectionState.Connected);
        await().atMost(PATIENCE).until(() -> discord.knowsCommand("ping"));
        discord.start("ada", "general", "ping", "[]");
        await().atMost(PATIENCE)
                .until(() -> {
                    counter.finish();
                    delivery.round();
                    return inbox.done("ping") > 0;
                });
    }

    /** Another minute each time: it is the key. */
    private static UsageMinute minute(String path, int times) {
        var at =
                Clock.systemUTC()
                        .instant()
                        .truncatedTo(ChronoUnit.MINUTES)
                        .minus(Duration.ofHours(path.length()));
        var minute = new UsageMinute(at);
        for (var i = 0; i < times; i++) {
            minute.count(
                    GuildId.DIRECT, CommandPath.of(path), CommandOutcome.DONE, Optional.empty());
        }
        return minute;
    }

    private long waiting(String path) {
        return database.count(
                "select count(*) from outbox where effect::text like '%%%s%%'".formatted(path));
    }
}
