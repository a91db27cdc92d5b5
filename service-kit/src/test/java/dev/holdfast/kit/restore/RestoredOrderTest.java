package dev.holdfast.kit.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What backup-service orders of every service once a restore is committed. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RestoredOrderTest {

    private static final GuildId GUILD = new GuildId(68);

    @TestHTTPResource("/")
    URI service;

    private final Admin admin = new Admin("probe");
    private Caller gateway;

    @BeforeEach
    void rowsOfSomebodyForgotten() {
        gateway = new Caller(service, "gateway", "probe", HoldfastServers.SECRET);
        admin.execute(
                """
                delete from tally where guild_id = 68;
                delete from tombstone where guild_id = 68;
                insert into tally (guild_id, user_id, total, counted_at)
                values (68, 5, 3, now() - interval '2 days'), (68, 6, 4, now() - interval '2 days');
                insert into tombstone (guild_id, user_id, forgotten_at) values (68, 5, now() - interval '1 day');
                delete from unattributed_change
                """);
    }

    @Test
    void forgetsAgainAndTellsTheFeaturesThatWereRestored() throws Exception {
        assertEquals("{\"kind\":\"done\"}", bring("probe"));
        assertEquals(0, total(5), "whoever was forgotten stays so");
        assertEquals(4, total(6));
        assertEquals(11, total(77), "the listener was told");
        assertEquals(0, admin.count("select count(*) from unattributed_change"));
    }

    @Test
    void tellsNobodyOfOtherFeatures() throws Exception {
        assertEquals("{\"kind\":\"done\"}", bring("another"));
        assertEquals(0, total(77));
    }

    private String bring(String feature) throws Exception {
        var payload =
                "{\"restoreId\":11,\"features\":[\"%s\"],\"takenAt\":\"2026-11-30T10:00:00Z\",\"more\":1}"
                        .formatted(feature);
        var order =
                new Order(
                        UUID.randomUUID().toString(),
                        GUILD,
                        new UserId(1),
                        "restored-probe",
                        payload,
                        Clock.systemUTC().instant(),
                        null);
        return gateway.post("/bot/orders?from=backup", gateway.write(order)).body();
    }

    private long total(long user) {
        return admin.count(
                "select coalesce(sum(total), 0) from tally where guild_id = 68 and user_id = "
                        + user);
    }
}
