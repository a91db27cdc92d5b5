package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Cards on every way to people, and whom they ping on each. That every message names whom it pings
 * is held against each exchange of every test here, by {@code Recording.ofOurBot}.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class CardsTest extends GatewayInTheWorld {

    private static final int LAID_OUT = 1 << 15;

    @Test
    void showsACardWithTheAvatarAndPingsWhoeverIsGivenSomething() {
        var reply = discord.command("ada", "general", "gift", to("ben", "card")).path("reply");
        isCard(reply);
        assertEquals(List.of(discord.person("ben")), pinged(reply));
        var avatar = reply.path("components").findPath("accessory");
        var url = avatar.path("media").path("url").asText();
        assertTrue(url.startsWith(discord.url() + "/"), url);
        assertTrue(url.endsWith(".png"), url);
        assertEquals("Avatar of Ben", avatar.path("description").asText());
    }

    @Test
    void pingsBehindADeferral() {
        economy.hold();
        var id = discord.start("ada", "general", "gift", to("ben", "card"));
        await().until(() -> discord.interaction(id).path("state").asText().equals("DEFERRED"));
        economy.release();
        var ping =
                await().until(
                                () -> follower(id, "<@" + discord.person("ben") + ">"),
                                found -> found.has("id"));
        assertEquals(List.of(discord.person("ben")), pinged(ping));
        isCard(discord.interaction(id).path("reply"));
    }

    @Test
    void answersATypedCommandWithACard() {
        var message =
                discord.write("ada", "general", "!gift <@" + discord.person("ben") + "> card");
        var reply = discord.replyTo(message);
        isCard(reply);
        assertEquals(List.of(discord.person("ben")), pinged(reply));
    }

    @Test
    void putsACardInThePlaceOfATextAndATextInThePlaceOfACard() {
        var first = discord.command("ada", "general", "gift", to("ben", "plain")).path("reply");
        discord.press("ada", first, "Open");
        var card = await().until(() -> again(first), each -> Sandbox.words(each).contains("+5"));
        isCard(card);
        await().until(() -> wasSaid("general", "<@" + discord.person("ben") + ">"));
        discord.press("ada", card, "Read");
        var read = await().until(() -> again(first), each -> "Read.".equals(Sandbox.words(each)));
        assertEquals(LAID_OUT, read.path("flags").asInt() & LAID_OUT);
    }

    @Test
    void showsACardWithoutThePictureThatCannotBeSent() {
        var id = discord.start("ada", "general", "gift", to("ben", "lost"));
        var reply =
                await().until(
                                () -> discord.interaction(id).path("reply"),
                                each ->
                                        Sandbox.words(each)
                                                .contains(
                                                        "-# I couldn’t send the file that belongs here."));
        isCard(reply);
    }

    @Test
    void asksFirstAndLetsTheQuestionGoOnceItIsAnswered() {
        var question = discord.command("ada", "general", "gift", to("ben", "ask")).path("reply");
        assertEquals(EPHEMERAL, flagsOf(question));
        var given = economy.asked().size();
        discord.press("ada", question, "Confirm");
        await().until(() -> "Confirmed.".equals(Sandbox.words(again(question))));
        await().until(() -> wasSaid("general", "A gift · <@" + discord.person("ada") + ">"));
        var decided = economy.asked().getLast();
        assertEquals(given + 1, economy.asked().size());
        assertTrue(decided.operation().value().startsWith("decision-"), decided.toString());
    }

    @Test
    void takesACancelledQuestionAway() {
        var question = discord.command("ada", "general", "gift", to("ben", "ask")).path("reply");
        discord.press("ada", question, "Cancel");
        var kept = await().until(() -> again(question), it -> "Kept.".equals(Sandbox.words(it)));
        assertEquals(List.of(), kept.path("components").findParents("custom_id"));
    }

    @Test
    void namesCommandsSoThatTheyCanBeClicked() {
        var reply = discord.command("ada", "general", "gift", to("ben", "card")).path("reply");
        var id =
                Sandbox.elements(discord.state().path("commands"))
                        .filter(each -> each.path("name").asText().equals("gift"))
                        .map(each -> each.path("id").asText())
                        .findFirst()
                        .orElseThrow();
        assertTrue(Sandbox.words(reply).contains("</gift:" + id + ">"), Sandbox.words(reply));
    }

    private static void isCard(JsonNode message) {
        assertEquals(LAID_OUT, message.path("flags").asInt() & LAID_OUT);
        assertEquals("", message.path("content").asText());
        assertEquals(17, message.path("components").path(0).path("type").asInt());
    }

    private JsonNode again(JsonNode message) {
        return messages("general").stream()
                .filter(each -> each.path("id").equals(message.path("id")))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode follower(String interaction, String text) {
        return messages("general").stream()
                .filter(each ->
                        each.path("interaction_metadata").path("id").asText().equals(interaction))
                .filter(each -> Sandbox.words(each).equals(text))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private static List<String> pinged(JsonNode message) {
        return Stream.concat(
                        Sandbox.elements(message.path("mentions"))
                                .map(user -> user.path("id").asText()),
                        Sandbox.elements(message.path("mention_roles")).map(JsonNode::asText))
                .toList();
    }

    private String to(String person, String how) {
        return """
        [{"name":"member","type":6,"value":"%s"},{"name":"how","type":3,"value":"%s"}]
        """
                .formatted(discord.person(person), how)
                .strip();
    }
}
