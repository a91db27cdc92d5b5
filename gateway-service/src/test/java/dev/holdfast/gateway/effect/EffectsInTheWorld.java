package dev.holdfast.gateway.effect;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.gateway.discord.ConnectionState;
import dev.holdfast.gateway.discord.DiscordConnection;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.gateway.testing.Orders;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A gateway that is ordered about by a service, and the local Discord where it shows. */
@NullUnmarked // the container fills the fields
abstract class EffectsInTheWorld {

    @Inject DiscordConnection connection;
    @Inject Guilds guilds;

    @TestHTTPResource("/")
    URI gateway;

    Sandbox discord;
    Orders orders;
    final Admin database = new Admin("gateway");

    @BeforeEach
    void untilItKnowsTheGuild() {
        orders = new Orders(gateway, "economy");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> connection.state() instanceof ConnectionState.Connected);
        await().atMost(Duration.ofSeconds(20)).until(() -> guilds.find(guild()).isPresent());
    }

    @AfterEach
    void endTheFaults() {
        discord.fault("{}");
        discord.wasAsDescribed();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> done(say("bank", fresh())).status() == 200);
    }

    static String fresh() {
        return UUID.randomUUID().toString();
    }

    GuildId guild() {
        return GuildId.of(discord.guild());
    }

    UserId person(String name) {
        return UserId.of(discord.person(name));
    }

    RoleId role(String name) {
        return RoleId.of(discord.role(name));
    }

    ChannelId channel(String name) {
        return ChannelId.of(discord.channel(name));
    }

    EffectOrder order(Effect effect) {
        return order(fresh(), effect);
    }

    EffectOrder order(String key, Effect effect) {
        return new EffectOrder(key, guild(), effect, "Bought in the shop", null, null);
    }

    EffectOrder say(String channel, String text) {
        return order(text, new Effect.Say(channel(channel), Content.text(text), null));
    }

    static EffectOrder until(Instant expires, EffectOrder order) {
        return new EffectOrder(
                order.key(), order.guild(), order.effect(), order.reason(), expires, null);
    }

    static Instant now() {
        return Clock.systemUTC().instant();
    }

    Orders.Answer done(EffectOrder order) {
        return orders.send(order);
    }

    EffectOutcome outcome(Effect effect) {
        return outcome(order(effect));
    }

    /** What becomes of it, however often it must be sent. */
    EffectOutcome outcome(EffectOrder order) {
        var answer =
                await().atMost(Duration.ofSeconds(40))
                        .pollInSameThread()
                        .until(() -> orders.send(order), it -> it.status() != 503);
        assertEquals(200, answer.status(), answer::toString);
        return orders.outcome(answer);
    }

    void assertApplied(Effect effect) {
        assertInstanceOf(EffectOutcome.Applied.class, outcome(effect));
    }

    void assertRefused(EffectOutcome.Cause cause, String text, EffectOutcome outcome) {
        assertEquals(new EffectOutcome.Refused(cause, text), outcome);
    }
}
