package dev.holdfast.gateway.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.CustomId;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome.Applied;
import dev.holdfast.kit.protocol.EffectOutcome.Cause;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Where a guild's admins are told things, and that they are told each once. A past fault: a channel
 * that was gone was named on, and {@code off} could not be typed.
 */
@Tag("chaos")
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class AdminNoticesTest extends EffectsInTheWorld {

    private static final String OFF = "{\"name\":\"off\",\"type\":5,\"value\":true}";

    @AfterEach
    void noChannel() {
        set(OFF);
    }

    @Test
    void saysItInTheNoticeChannelOnceAndPingsNobody() {
        var set = set(named("bank"));
        assertTrue(set.contains("none → **<#%s>**".formatted(channel("bank"))), set);
        var text = "<@%s> did it %s".formatted(person("ben"), fresh());
        var order = order(new AlertEffect.TellAdmins(text, true));
        var sent = assertInstanceOf(Applied.class, outcome(order));
        assertEquals(sent, outcome(order));
        var message = saying(text).getFirst();
        assertEquals(1, saying(text).size());
        assertTrue(Sandbox.words(message).contains("Something needs you"), message::toString);
        assertEquals(sent.message().toString(), message.path("id").asText());
        assertEquals(channel("bank").toString(), message.path("channel_id").asText());
        assertTrue(message.path("mentions").isEmpty(), "it pinged somebody");
    }

    @Test
    void tellsTheOwnerDirectlyWhereThereIsNoChannelAndWhichServerItIsAbout() {
        var text = fresh();
        assertInstanceOf(Applied.class, outcome(new AlertEffect.TellAdmins(text, true)));
        var direct = directly(text);
        assertTrue(Sandbox.words(direct).contains("**\u2068Holdfast Harbour\u2069**"));
    }

    @Test
    void showsACardOfTheServicesWithItsButtons() {
        set(named("bank"));
        var text = fresh();
        assertInstanceOf(Applied.class, outcome(shown(text)));
        var message = saying(text).getFirst();
        assertEquals(channel("bank").toString(), message.path("channel_id").asText());
        assertEquals(customId(), message.findValue("custom_id").asText());
        assertEquals(0, count("in words"), "the text stands in for the card");
    }

    @Test
    void theOwnerGetsTheSameButtonsAndLearnsWhichServerTheyBelongTo() {
        var text = fresh();
        assertInstanceOf(Applied.class, outcome(shown(text)));
        assertEquals(customId(), directly(text).findValue("custom_id").asText());
    }

    private static AlertEffect.TellAdmins shown(String text) {
        var card =
                Content.card(Card.loss("💾", text))
                        .row(Button.of("Look", "found:7").needing(Permission.MANAGE_GUILD));
        var source = new Effect.Source(CommandPath.of("recovery plan"), new UserId(0));
        return new AlertEffect.TellAdmins("in words", true, card, source);
    }

    /** Whoever may manage the guild uses it for that guild, wherever it is. */
    private String customId() {
        return new CustomId(
                        CommandPath.of("recovery plan"),
                        List.of(),
                        Permissions.of(Permission.MANAGE_GUILD),
                        guild(),
                        "found:7")
                .toString();
    }

    @Test
    void aPlainNoticeIsForTheChannelOnly() {
        var text = fresh();
        var told =
                assertInstanceOf(Applied.class, outcome(new AlertEffect.TellAdmins(text, false)));
        assertNull(told.message());
        assertEquals(0, count(text));
    }

    @Test
    void turnsToTheOwnerWhereTheChannelIsGoneOrClosed() {
        var gone = fresh();
        plant("123456789012345678");
        assertRefused(
                Cause.GONE,
                "That channel is gone, or I can’t see it. Pick another one.",
                outcome(new AlertEffect.TellAdmins(gone, false)));
        assertInstanceOf(Applied.class, outcome(new AlertEffect.TellAdmins(gone, true)));
        directly(gone);
        var closed = fresh();
        set(named("games"));
        whileClosed(
                "games",
                () -> {
                    var refused = outcome(new AlertEffect.TellAdmins(closed, false));
                    assertTrue(
                            refused.toString().contains("View Channel in #\u2068games\u2069"),
                            refused::toString);
                    assertInstanceOf(
                            Applied.class, outcome(new AlertEffect.TellAdmins(closed, true)));
                });
        directly(closed);
    }

    @Test
    void showsThatTheChannelIsGoneOrClosedAndHowToMendIt() {
        plant("123456789012345678");
        var shown = asked("marina", "");
        assertEquals(
                "The channel for notices is gone: it was deleted, or I can’t see it anymore."
                        + " Until you pick another one, I message the server’s owner.",
                content(shown));
        var mended =
                discord.pick("marina", shown.path("reply"), "pick", channel("games").toString());
        assertTrue(content(mended).contains("in <#" + channel("games") + ">"), content(mended));
        whileClosed(
                "games",
                () -> {
                    var shut = set("");
                    assertTrue(shut.contains("I need View Channel"), shut);
                });
        var off = discord.press("marina", mended.path("reply"), "Turn off");
        assertTrue(content(off).contains("There’s no channel for notices."), content(off));
        assertTrue(content(off).contains("→ **none**"), content(off));
    }

    @Test
    void turnsNoticesOffByTypingIt() {
        set(named("bank"));
        var typed = discord.write("marina", "general", "!holdfast notices off");
        var said = Sandbox.words(discord.replyTo(typed));
        assertTrue(said.contains("There’s no channel for notices."), said);
    }

    @Test
    void whatMayHaveArrivedInOneChannelIsNotSaidInAnother() {
        set(named("bank"));
        var text = fresh();
        var order = order(new AlertEffect.TellAdmins(text, true));
        discord.fault("{\"path\":\"/messages\",\"lost\":20}");
        assertEquals(503, done(order).status());
        discord.fault("{}");
        set(named("games"));
        assertInstanceOf(Applied.class, outcome(order));
        assertEquals(1, count(text));
        assertEquals(
                channel("bank").toString(), saying(text).getFirst().path("channel_id").asText());
    }

    @Test
    void whatMayHaveReachedTheOwnerIsNotSaidInAChannel() {
        var text = fresh();
        var order = order(new AlertEffect.TellAdmins(text, true));
        discord.fault("{\"path\":\"/messages\",\"lost\":20}");
        assertEquals(503, done(order).status());
        discord.fault("{}");
        set(named("games"));
        assertInstanceOf(Applied.class, outcome(order));
        directly(text);
    }

    @Test
    void aChannelInWhichItMayNotWriteIsRefusedInWords() {
        assertEquals(
                "Notices need an ordinary text channel, not a thread, voice channel or category. Pick another one.",
                set(named("Lounge")));
        whileClosed(
                "games",
                () ->
                        assertEquals(
                                "I need View Channel in <#%s>. Give it to my role in that channel’s permissions, or pick another channel."
                                        .formatted(channel("games")),
                                set(named("games"))));
        assertEquals(
                "Pick a channel or turn notices off, not both. Nothing was changed.",
                set(named("bank") + "," + OFF));
        assertTrue(set("").startsWith("There’s no channel for notices."), set(""));
        var typed = "!holdfast notices <#" + channel("bank") + ">";
        var ben = Sandbox.words(discord.replyTo(discord.write("ben", "general", typed)));
        assertTrue(ben.contains("Manage Server"), ben);
    }

    @Test
    void thePrefixAndTheChannelAreChangedWithoutEachOther() {
        set(named("bank"));
        for (var prefix : new String[] {"?", "!"}) {
            discord.command(
                    "marina",
                    "general",
                    "holdfast",
                    "[{\"name\":\"prefix\",\"type\":1,\"options\":[{\"name\":\"prefix\",\"type\":3,\"value\":\"%s\"}]}]"
                            .formatted(prefix));
        }
        assertTrue(set("").contains(channel("bank").toString()), set(""));
    }

    private String set(String options) {
        return notices("marina", options);
    }

    private String notices(String person, String options) {
        return content(asked(person, options));
    }

    private JsonNode asked(String person, String options) {
        return discord.command(
                person,
                "general",
                "holdfast",
                "[{\"name\":\"notices\",\"type\":1,\"options\":[%s]}]".formatted(options));
    }

    private static String content(JsonNode interaction) {
        return Sandbox.words(interaction.path("reply"));
    }

    private String named(String channel) {
        return "{\"name\":\"channel\",\"type\":7,\"value\":\"%s\"}".formatted(channel(channel));
    }

    /** As it was set before the channel went. */
    private void plant(String channel) {
        set(named("bank"));
        database.execute(
                "update setting set value = jsonb_set(value, '{noticeChannel}', '\"%s\"') where guild_id = %s and feature = 'guild'"
                        .formatted(channel, guild()));
    }

    /** As if an admin took the right to see the channel away from the bot. */
    private void whileClosed(String channel, Runnable meanwhile) {
        hear(channel, 1 << 10);
        try {
            meanwhile.run();
        } finally {
            hear(channel, 0);
        }
    }

    private void hear(String channel, long denied) {
        var event = JsonNodeFactory.instance.objectNode().put("id", channel(channel).toString());
        event.put("guild_id", guild().toString()).put("name", channel).put("type", 0);
        event.putArray("permission_overwrites")
                .addObject()
                .put("id", discord.person("Holdfast"))
                .put("allow", "0")
                .put("deny", Long.toString(denied));
        guilds.hear("CHANNEL_UPDATE", event);
    }

    /** The one message to the owner that says it. */
    private JsonNode directly(String text) {
        assertEquals(1, count(text));
        return messages().stream()
                .filter(message -> Sandbox.words(message).contains(text))
                .filter(message -> Sandbox.words(message).contains("This is about your server"))
                .findFirst()
                .orElseThrow();
    }

    private long count(String text) {
        return saying(text).size();
    }

    private List<JsonNode> saying(String text) {
        return messages().stream()
                .filter(message -> Sandbox.words(message).contains(text))
                .toList();
    }

    private List<JsonNode> messages() {
        return Sandbox.elements(discord.state().path("messages"))
                .flatMap(Sandbox::elements)
                .toList();
    }
}
