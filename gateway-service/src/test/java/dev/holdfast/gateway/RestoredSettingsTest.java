package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
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
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway takes orders too, by itself: what a restore made of its settings counts at once. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class RestoredSettingsTest extends GatewayInTheWorld {

    private static final String ORDER =
            "{\"restoreId\":1,\"features\":[\"guild\"],\"takenAt\":\"2026-11-30T10:00:00Z\"}";

    @TestHTTPResource("/")
    URI gateway;

    private final Admin admin = new Admin("gateway");

    @AfterEach
    void theUsualPrefix() throws Exception {
        admin.execute(
                "delete from setting where feature = 'guild' and guild_id = " + discord.guild());
        restored();
    }

    @Test
    void aRestoredPrefixCounts() throws Exception {
        admin.execute(
                """
                insert into setting (guild_id, feature, value, changed_at) values (%s, 'guild', '{"prefix":"?"}', now())
                on conflict (guild_id, feature) do update set value = excluded.value
                """
                        .formatted(discord.guild()));
        restored();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        Sandbox.words(discord.replyTo(discord.write("ada", "general", "?balance")))
                                .equals("Ada has 100 shells."));
    }

    private void restored() throws Exception {
        var order =
                new Order(
                        UUID.randomUUID().toString(),
                        GuildId.of(discord.guild()),
                        new UserId(1),
                        "restored-gateway",
                        ORDER,
                        Clock.systemUTC().instant(),
                        null);
        var backup = new Caller(gateway, "economy", "gateway", HoldfastServers.SECRET);
        assertEquals("{\"kind\":\"done\"}", backup.post("/orders", backup.write(order)).body());
    }
}
