package dev.holdfast.kit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ReceivedOrdersTest {

    private static final GuildId GUILD = new GuildId(64);
    private static final String DONE = "{\"kind\":\"done\"}";

    @TestHTTPResource("/")
    URI service;

    private final Admin admin = new Admin("probe");
    private Caller gateway;

    @BeforeEach
    void nothingTaken() {
        admin.execute("delete from tally where guild_id = 64");
        admin.execute("delete from unattributed_change");
        gateway = new Caller(service, "gateway", "probe", HoldfastServers.SECRET);
    }

    @Test
    void isDoneOnceHoweverOftenItIsBrought() throws Exception {
        var order = order("tally", more(3), null);
        assertEquals(DONE, bring(order).body());
        assertEquals(DONE, bring(order).body());
        assertEquals(3, total());
        assertEquals(0, admin.count("select count(*) from unattributed_change"));
    }

    /** Whoever gave it may have been forgotten meanwhile. */
    @Test
    void isTheSameWithoutWhoGaveIt() throws Exception {
        var order = order("tally", more(3), null);
        assertEquals(DONE, bring(order).body());
        var nobodys =
                new Order(
                        order.key(),
                        GUILD,
                        new UserId(0),
                        order.kind(),
                        order.payload(),
                        order.orderedAt(),
                        null);
        assertEquals(DONE, bring(nobodys).body());
        assertEquals(3, total());
    }

    @Test
    void aRefusalChangesNothingAndIsToldAgain() throws Exception {
        var order = order("tally", more(13), null);
        var refused = bring(order).body();
        assertTrue(refused.contains("13 is not welcome"), refused);
        assertEquals(refused, bring(order).body());
        assertEquals(0, total());
    }

    @Test
    void whatFailsChangesNothingAndMayComeAgain() throws Exception {
        var order = order("tally", more(14), null);
        assertEquals(500, bring(order).status());
        assertEquals(500, bring(order).status());
        assertEquals(0, total());
    }

    @Test
    void whatComesTooLateIsNotDone() throws Exception {
        var order = order("tally", more(3), now().minusSeconds(1));
        assertEquals("{\"kind\":\"expired\"}", bring(order).body());
        assertEquals(0, total());
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        var refused = bring(order("tally", "{\"user\":\"x\"}", null));
        assertEquals(200, refused.status());
        assertTrue(refused.body().contains("cannot be read"), refused.body());
        assertEquals(404, bring(order("nonsense", more(1), null)).status());
    }

    @Test
    void anotherServicesOrderHasNotTheSameKey() throws Exception {
        var order = order("tally", more(3), null);
        assertEquals(DONE, bring(order).body());
        var stolen = gateway.post("/bot/orders?from=other", gateway.write(order));
        assertEquals(422, stolen.status());
        assertEquals(3, total());
    }

    /** A key is remembered for seven days only. */
    @Test
    void whatIsOlderThanItsKeyIsRememberedIsRefused() throws Exception {
        var old =
                new Order(
                        UUID.randomUUID().toString(),
                        GUILD,
                        new UserId(1),
                        "tally",
                        more(3),
                        now().minus(Duration.ofDays(9)),
                        null);
        assertEquals(422, bring(old).status());
        assertEquals(0, total());
    }

    private Caller.Answer bring(Order order) throws IOException, InterruptedException {
        return gateway.post("/bot/orders?from=levels", gateway.write(order));
    }

    private static Order order(String kind, String payload, @Nullable Instant expires) {
        return new Order(
                UUID.randomUUID().toString(), GUILD, new UserId(1), kind, payload, now(), expires);
    }

    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String more(long by) {
        return "{\"user\":9,\"by\":%d}".formatted(by);
    }

    private long total() {
        return admin.count("select coalesce(sum(total), 0) from tally where guild_id = 64");
    }
}
