package dev.holdfast.gateway.effect;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome.Applied;
import dev.holdfast.kit.protocol.EffectOutcome.Cause;
import dev.holdfast.kit.protocol.EffectOutcome.Refused;
import dev.holdfast.kit.protocol.GuildEffect.Overwrite;
import dev.holdfast.kit.protocol.GuildEffect.PauseInvites;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** The bot's reactions, what channels allow, and paused invites. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class GuildEffectsTest extends EffectsInTheWorld {

    private static final Permissions VIEW = Permissions.of(Permission.VIEW_CHANNEL);
    private static final Permissions SEND = Permissions.of(Permission.SEND_MESSAGES);

    private MessageId said(String text) {
        var say = new Effect.Say(channel("games"), Content.text(text), null);
        return assertInstanceOf(Applied.class, outcome(say)).message();
    }

    private Effect.React react(MessageId message, String emoji) {
        return new Effect.React(channel("games"), message, emoji);
    }

    @Test
    void reactsOnce() {
        var text = fresh();
        var message = said(text);
        assertApplied(react(message, "⚓"));
        assertApplied(react(message, "⚓"));
        assertApplied(react(message, "1️⃣"));
        var reactions = discord.saying(text).getFirst().path("reactions");
        assertEquals(2, reactions.size(), reactions::toString);
        assertEquals("⚓", reactions.path(0).path("emoji").path("name").asText());
        assertEquals(1, reactions.path(0).path("count").asInt());
    }

    @Test
    void saysWhyItCannotReact() {
        var message = said(fresh());
        assertRefused(
                Cause.GONE,
                "I can’t use that emoji. It was deleted, or it belongs to a server I’m not in. Pick another one.",
                outcome(react(message, "gone:123456789012345678")));
        assertRefused(
                Cause.GONE,
                "That message is gone.",
                outcome(react(new MessageId(123_456_789_012_345_678L), "⚓")));
        discord.deny("games", Permission.ADD_REACTIONS.bit());
        try {
            var refused = assertInstanceOf(Refused.class, outcome(react(message, "🎲")));
            assertEquals(Cause.FORBIDDEN, refused.cause());
            assertTrue(refused.text().startsWith("I need Add Reactions in #"), refused::text);
        } finally {
            discord.deny("games", 0);
        }
    }

    private JsonNode overwrite(String holder) {
        for (var channel : discord.state().path("guilds").path(0).path("channels")) {
            if (channel.path("id").asText().equals(channel("bank").toString())) {
                for (var each : channel.path("permission_overwrites")) {
                    if (each.path("id").asText().equals(holder)) {
                        return each;
                    }
                }
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void setsAndRemovesAnOverwriteOfARoleAndOfAPerson() {
        var role = role("Lightkeeper");
        assertApplied(Overwrite.of(channel("bank"), role, VIEW, SEND));
        assertApplied(Overwrite.of(channel("bank"), role, VIEW, SEND));
        assertEquals(VIEW.toString(), overwrite(role.toString()).path("allow").asText());
        assertEquals(SEND.toString(), overwrite(role.toString()).path("deny").asText());
        assertEquals(0, overwrite(role.toString()).path("type").asInt());
        var ben = person("ben");
        assertApplied(Overwrite.of(channel("bank"), ben, Permissions.NONE, SEND));
        assertEquals(1, overwrite(ben.toString()).path("type").asInt());
        for (var again = 0; again < 2; again++) {
            assertApplied(Overwrite.none(channel("bank"), role));
            assertApplied(Overwrite.none(channel("bank"), ben));
        }
        assertTrue(overwrite(role.toString()).isMissingNode());
        assertTrue(overwrite(ben.toString()).isMissingNode());
    }

    @Test
    void allowsAndDeniesOnlyWhatItMayItself() {
        discord.fault("{\"path\":\"/permissions/\",\"failed\":1000}");
        var power = Permissions.of(Permission.ADMINISTRATOR);
        var refused =
                assertInstanceOf(
                        Refused.class,
                        outcome(
                                Overwrite.of(
                                        channel("bank"),
                                        role("Lightkeeper"),
                                        power,
                                        Permissions.NONE)));
        assertEquals(Cause.FORBIDDEN, refused.cause());
        assertTrue(
                refused.text().startsWith("I can’t allow or deny Administrator in #"),
                refused::text);
        discord.fault("{}");
        assertRefused(
                Cause.GONE,
                "That role is gone. Pick another one.",
                outcome(
                        Overwrite.of(
                                channel("bank"),
                                new RoleId(123_456_789_012_345_678L),
                                VIEW,
                                Permissions.NONE)));
    }

    @Test
    void pausesInvitesAndOpensThemAgain() {
        var until = now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        assertApplied(new PauseInvites(until));
        assertTrue(paused().isTextual());
        assertFalse(paused().asText().isEmpty());
        var tooLong = outcome(new PauseInvites(now().plus(2, ChronoUnit.DAYS)));
        assertEquals(Cause.INVALID, assertInstanceOf(Refused.class, tooLong).cause());
        assertApplied(new PauseInvites(null));
        assertTrue(paused().isNull());
    }

    private JsonNode paused() {
        return discord.state()
                .path("guilds")
                .path(0)
                .path("incidents_data")
                .path("invites_disabled_until");
    }

    /** The answer of the first attempt is lost, and it came too late for a second one. */
    @Test
    void findsWhatWasDoneThoughItsAnswerWasLost() {
        var message = said(fresh());
        lost("/reactions/", react(message, "🧭"));
        lost("/permissions/", Overwrite.of(channel("bank"), role("Lightkeeper"), VIEW, SEND));
        lost("/permissions/", Overwrite.none(channel("bank"), role("Lightkeeper")));
        lost("/incident-actions", new PauseInvites(now().plus(1, ChronoUnit.HOURS)));
        assertApplied(new PauseInvites(null));
    }

    private void lost(String path, Effect effect) {
        discord.fault("{\"path\":\"%s\",\"lost\":4}".formatted(path));
        var key = fresh();
        var order = until(now().plusSeconds(4), order(key, effect));
        assertEquals(503, done(order).status());
        discord.fault("{}");
        await().pollInSameThread().until(() -> !now().isBefore(order.expires()));
        assertInstanceOf(Applied.class, outcome(order), key);
    }
}
