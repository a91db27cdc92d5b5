package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Orders;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.gateway.testing.SharedControlsCommand;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Controls that others than the asker may use, controls in direct messages that belong to a server,
 * and the menus of members and messages.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class SharedControlsTest extends GatewayInTheWorld {

    private static final String OUTSIDE =
            "This belongs to a server that you or I are no longer in.";

    @TestHTTPResource("/")
    URI gateway;

    @Inject SharedControlsCommand fair;

    @Test
    void letsEveryMemberUseOneButtonAsThemselves() {
        var stand = posted();
        assertPrivate("join: Ada", press("ada", stand, "Join"));
        assertPrivate("join: Ben", press("ben", stand, "Join"));
        assertEquals(stand, again(stand));
        var last = fair.ran().getLast();
        assertEquals(discord.person("ben"), last.user().toString());
        assertEquals(discord.guild(), last.guild().toString());
    }

    @Test
    void holdsWhoeverUsesAButtonToItsPermission() {
        var stand = posted();
        var before = fair.ran().size();
        var refused = press("ben", stand, "Approve");
        assertEquals(EPHEMERAL, flags(refused));
        assertTrue(
                content(refused).startsWith("This needs the permission Manage Server"),
                content(refused));
        assertEquals(stand, again(stand));
        assertEquals(before, fair.ran().size());
        assertPrivate("approve: Marina", press("marina", stand, "Approve"));
    }

    @Test
    void asksForTheButtonsPermissionAgainWhenItsModalIsSent() {
        var modal = press("marina", posted(), "Sign").path("reply");
        assertTrue(modal.path("custom_id").asText().contains("!w~"), modal.toString());
        assertPrivate("Signed: M", discord.submit("marina", modal, "name", "M"));
        assertEquals(
                Permissions.of(Permission.MANAGE_GUILD),
                fair.ran().getLast().pressed().orElseThrow().needs());
    }

    @Test
    void letsOnlyTheNamedMemberUseAButton() {
        var stand = posted();
        var refused = press("ada", stand, "Duel");
        assertEquals(EPHEMERAL, flags(refused));
        assertEquals("Only <@%s> can use this.".formatted(person("ben")), content(refused));
        assertPrivate("duel: Ben", press("ben", stand, "Duel"));
    }

    @Test
    void changesTheMessageWhereTheCommandSaysSo() {
        var stand = posted();
        press("ben", stand, "Round");
        await().until(() -> Sandbox.words(again(stand)).equals("Round 2"));
        press("ada", again(stand), "Round");
        await().until(() -> Sandbox.words(again(stand)).equals("Over"));
    }

    @Test
    void takesNoControlOfAnotherServer() {
        var before = fair.ran().size();
        var custom = "fair visit~*@%s~join".formatted(Long.toString(12_345L, 36));
        var body =
                "{\"content\":\"Old\",\"components\":[{\"type\":1,\"components\":[{\"type\":2,\"style\":1,\"label\":\"Join\",\"custom_id\":\"%s\"}]}]}";
        var foreign = discord.writeAsBot("general", body.formatted(custom));
        var refused = press("ben", foreign, "Join");
        assertEquals(EPHEMERAL, flags(refused));
        assertTrue(content(refused).startsWith("This is from an older version"), content(refused));
        assertEquals(before, fair.ran().size());
    }

    @Test
    void runsAControlOfADirectMessageInItsServerForWhoeverIsStillThere() {
        var zoe = discord.newcomer("Zoe");
        var told = told(zoe);
        assertEquals("join: Zoe", content(pressBy(zoe, told, "Join")));
        var ran = fair.ran().getLast();
        assertEquals(discord.guild(), ran.guild().toString());
        assertTrue(ran.direct());
        assertTrue(content(pressBy(zoe, told, "Approve")).contains("needs the permission Manage"));
        order(new Effect.TimeOut(UserId.of(zoe), Clock.systemUTC().instant().plusSeconds(600)));
        assertTrue(content(pressBy(zoe, told, "Join")).startsWith("You can’t use this while"));
        order(new Effect.Kick(UserId.of(zoe)));
        var before = fair.ran().size();
        assertEquals(OUTSIDE, content(pressBy(zoe, told, "Join")));
        assertEquals(before, fair.ran().size());
    }

    @Test
    void vouchesInADirectMessageForWhatRolesAllow() {
        var told = told(person("marina"));
        assertEquals("approve: Marina", content(press("marina", told, "Approve")));
        var modal = press("marina", told, "Sign").path("reply");
        assertEquals("Signed: M", content(discord.submit("marina", modal, "name", "M")));
        assertEquals(discord.guild(), fair.ran().getLast().guild().toString());
    }

    @Test
    void offersItsMenus() {
        var said = discord.write("ben", "games", "A shell " + UUID.randomUUID());
        var kept = menu(3, "Keep it", said.path("id").asText(said.path("messageId").asText()));
        assertPrivate("Ben: " + again(said).path("content").asText(), kept);
        assertPrivate("Hello Ben", menu(2, "Greet", person("ben")));
        var gone = discord.newcomer("Gone");
        order(new Effect.Kick(UserId.of(gone)));
        assertPrivate("Gone is gone", menu(2, "Greet", gone));
        assertTrue(!discord.knowsCommand("fair"), "it is behind controls");
    }

    private JsonNode posted() {
        var text = "The fair " + UUID.randomUUID();
        order(
                new Effect.Say(
                        ChannelId.of(discord.channel("games")),
                        SharedControlsCommand.stand(text, UserId.of(person("ben"))),
                        source()));
        return discord.saying(text).getFirst();
    }

    private JsonNode told(String user) {
        var text = "A letter " + UUID.randomUUID();
        var content = SharedControlsCommand.stand(text, UserId.of(user));
        order(new Effect.Tell(UserId.of(user), content, source()));
        return discord.saying(text).getFirst();
    }

    private Effect.Source source() {
        return new Effect.Source(CommandPath.of("fair visit"), UserId.of(person("marina")));
    }

    private void order(Effect effect) {
        var key = UUID.randomUUID().toString();
        var guild = GuildId.of(discord.guild());
        var answer =
                new Orders(gateway, "economy")
                        .send(new EffectOrder(key, guild, effect, "", null, null));
        assertEquals(200, answer.status(), answer::toString);
        assertTrue(answer.body().toString().contains("applied"), answer::toString);
    }

    private String person(String name) {
        return discord.person(name);
    }

    private JsonNode press(String name, JsonNode message, String label) {
        return discord.press(name, message, label);
    }

    /** For somebody who came later. */
    private JsonNode pressBy(String user, JsonNode message, String label) {
        var custom =
                message.path("components").findParents("custom_id").stream()
                        .filter(each -> each.path("label").asText().equals(label))
                        .map(each -> each.path("custom_id").asText())
                        .findFirst()
                        .orElseThrow();
        var act =
                "{'kind':'component','userId':'%s','channelId':'%s','messageId':'%s','customId':'%s','componentType':2}";
        return answered(
                act.formatted(
                        user,
                        message.path("channel_id").asText(),
                        message.path("id").asText(),
                        custom));
    }

    private JsonNode menu(int type, String name, String target) {
        var act =
                "{'kind':'command','userId':'%s','channelId':'%s','name':'%s','type':%d,'targetId':'%s'}";
        return answered(act.formatted(person("ada"), discord.channel("games"), name, type, target));
    }

    private JsonNode answered(String act) {
        var id = discord.act(act).path("interactionId").asText();
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> discord.interaction(id), found -> found.path("reply").has("id"));
    }

    private JsonNode again(JsonNode message) {
        var id = message.path("id").asText(message.path("messageId").asText());
        return messages("games").stream()
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void assertPrivate(String words, JsonNode interaction) {
        assertEquals(words, content(interaction));
        assertEquals(EPHEMERAL, flags(interaction));
    }
}
