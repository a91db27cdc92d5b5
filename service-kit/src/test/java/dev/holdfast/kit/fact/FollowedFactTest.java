package dev.holdfast.kit.fact;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.outbox.GatewayStandIn;
import dev.holdfast.kit.outbox.GatewayStandIn.Said;
import dev.holdfast.kit.probe.KnownSum;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(GatewayStandIn.class)
class FollowedFactTest {

    private static final GuildId GUILD = new GuildId(63);
    private static final UserId ADA = new UserId(1);

    @Inject UnitsOfWork work;
    @Inject FactFollower follower;
    @Inject KnownSum sum;

    private final Admin admin = new Admin("probe");
    private final GatewayStandIn gateway = GatewayStandIn.only();

    @BeforeEach
    @AfterEach
    void nothingFollowed() {
        admin.execute("delete from known_sum where guild_id = 63");
        admin.execute("delete from tally where guild_id = 63");
        sum.stumbles.set(0);
    }

    @Test
    void keepsValueCursorAndConsequenceTogetherAndTellsOnlyOfRealChanges() {
        tells(page(5, "7", "2026-11-29T20:00:00Z"));
        follow();
        await().atMost(30, SECONDS).until(() -> cursor().equals("7"));
        assertEquals(Optional.of(5L), known());
        assertEquals(1, changes());
        tells(page(5, "8", "2026-11-29T20:00:05Z"));
        follow();
        await().atMost(30, SECONDS).until(() -> cursor().equals("8"));
        assertEquals(1, changes());
    }

    /** Planted bug: the cursor went on without what its page said. */
    @Test
    void nothingOfAPageStaysWhereWhatFollowsFromItFails() {
        sum.stumbles.set(1);
        tells(page(5, "7", "2026-11-29T20:00:00Z"));
        follow();
        await().pollInterval(Duration.ofMillis(5))
                .atMost(30, SECONDS)
                .until(() -> sum.stumbles.get() == 0);
        await().atMost(30, SECONDS).until(() -> cursor().equals("7"));
        assertEquals(Optional.of(5L), known());
        assertEquals(1, changes());
    }

    @Test
    void aPageThatIsOlderThanWhatIsKnownChangesNothing() {
        tells(page(5, "7", "2026-11-29T20:00:00Z"));
        follow();
        await().atMost(30, SECONDS).until(() -> cursor().equals("7"));
        tells(page(4, "9", "2026-11-29T19:00:00Z"));
        follow();
        await().atMost(30, SECONDS).until(() -> gateway.orders().size() > 1);
        assertEquals(Optional.of(5L), known());
        assertEquals("7", cursor());
    }

    /** Unknown is not false. */
    @Test
    void whoeverIsAwaySaysNothingAboutAnybody() {
        tells(page(5, "7", "2026-11-29T20:00:00Z"));
        follow();
        await().atMost(30, SECONDS).until(() -> cursor().equals("7"));
        tells(Said.later(1));
        follow();
        await().atMost(30, SECONDS).until(() -> !gateway.orders().isEmpty());
        tells(
                Said.of(
                        404,
                        """
                        {"type":"urn:holdfast:problem:unknown-fact","title":"","status":404,"detail":""}
                        """));
        follow();
        await().atMost(30, SECONDS).until(() -> !gateway.orders().isEmpty());
        assertEquals(Optional.of(5L), known());
    }

    private void tells(Said said) {
        gateway.behave(_ -> said);
    }

    private static Said page(long value, String next, String asOf) {
        return Said.of(
                200,
                """
                {"changed":[{"user":"1","value":%d}],"next":"%s","more":false,"asOf":"%s"}
                """
                        .formatted(value, next, asOf));
    }

    private void follow() {
        work.write(
                GUILD,
                Asking.freshKey(),
                unit -> {
                    follower.follow(sum, unit);
                    return true;
                });
    }

    private Optional<Long> known() {
        return work.read(GUILD, ADA, unit -> follower.known(sum, ADA, unit).map(FactState::value));
    }

    private String cursor() {
        return admin.list(
                        "select cursor from known_sum where guild_id = 63 and user_id = 0",
                        String.class)
                .getFirst();
    }

    private long changes() {
        return admin.count("select coalesce(sum(total), 0) from tally where guild_id = 63");
    }
}
