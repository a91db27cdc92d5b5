package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Selects, modals, completion, files and direct messages, from what a person does to what they see.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class InteractiveTest extends GatewayInTheWorld {

    private static final int TEXT = 3;
    private static final int WHOLE = 4;

    @Test
    void tellsTheServiceWhatWasPicked() {
        var stall = discord.command("ada", "games", "stall", NONE).path("reply");
        discord.pick("ada", stall, "pick", "sail", "rope");
        await().until(() -> wasSaid("games", "Picked: sail rope"));
        var used = economy.asked().getLast().pressed().orElseThrow();
        assertEquals(List.of("sail", "rope"), used.values());
        assertEquals(discord.person("ada"), used.owner().toString());
    }

    @Test
    void runsAnotherCommandByANextStep() {
        var history = "[{\"name\":\"history\",\"type\":1,\"options\":[]}]";
        var page = discord.command("ada", "games", "money", history).path("reply");
        assertEquals("Ada has 100 shells.", content(discord.press("ada", page, "Balance")));
        assertTrue(economy.asked().getLast().pressed().isEmpty());
        assertTrue(newest("games", "Page 1").has("id"), "the page went");
    }

    @Test
    void tellsTheServiceWhoWasPickedByName() {
        var stall = discord.command("ada", "games", "stall", NONE).path("reply");
        discord.pick("ada", stall, "who", discord.person("ben"));
        await().until(() -> wasSaid("games", "Picked: " + discord.person("ben") + " Ben"));
    }

    @Test
    void opensAModalByAButtonAndChangesItsMessageWhenItIsSent() {
        var stall = discord.command("ada", "games", "stall", NONE).path("reply");
        var modal = discord.press("ada", stall, "Order").path("reply");
        assertEquals("An order", modal.path("title").asText());
        discord.submit("ada", modal, "wish", "A red sail");
        await().until(() ->
                newest("games", "Ordered: A red sail").path("id").equals(stall.path("id")));
    }

    @Test
    void opensAModalByACommand() {
        var opened = discord.command("ada", "games", "stall", text("item", "order"));
        assertEquals("MODAL", opened.path("state").asText());
        var answer = discord.submit("ada", opened.path("reply"), "wish", "An oar");
        assertEquals("Ordered: An oar", content(answer));
        assertNotEquals(opened.path("id").asText(), economy.asked().getLast().operation().value());
    }

    @Test
    void takesAModalThatIsSentAgainForTheSameOperation() {
        var modal = discord.command("ada", "games", "stall", text("item", "order")).path("reply");
        discord.fault("{\"path\":\"/callback\",\"delayMillis\":6500}");
        var lost = discord.submit("ada", modal, "wish", "A bell");
        assertEquals("FAILED", lost.path("state").asText());
        discord.fault("{}");
        var first = economy.asked().getLast();
        discord.submit("ada", modal, "wish", "A bell");
        var second = economy.asked().getLast();
        assertEquals(first.operation(), second.operation());
        assertEquals("A bell", second.sent().orElseThrow().get("wish"));
    }

    @Test
    void waitsWithItsSignWhileAModalCanStillBeOpened() {
        assertTrue(
                Stream.generate(this::opensAModalLate).limit(5).anyMatch(opened -> opened),
                "a sign kept the modal from being opened");
    }

    /** False where the machine stood still until the sign was given, after 2.3 s. */
    private boolean opensAModalLate() {
        economy.hold();
        var began = System.nanoTime();
        var id = discord.start("ada", "games", "stall", text("item", "order"));
        await().until(() -> economy.asked().getLast().operation().value().equals(id));
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> since(began).compareTo(Duration.ofMillis(1_700)) > 0);
        var waiting = state(id);
        var isInTime = since(began).compareTo(Duration.ofMillis(2_100)) < 0;
        economy.release();
        if (isInTime) {
            assertEquals("PENDING", waiting);
        }
        return await().until(() -> state(id), state -> !state.equals("PENDING")).equals("MODAL");
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private String state(String interaction) {
        return discord.interaction(interaction).path("state").asText();
    }

    @Test
    void givesAButtonInPlaceOfAModalThatCameTooLate() {
        economy.hold();
        var id = discord.start("ada", "games", "stall", text("item", "order"));
        await().until(() -> state(id).equals("DEFERRED"));
        economy.release();
        var late = await().until(() -> replies(id), found -> !found.isEmpty()).getLast();
        assertEquals(EPHEMERAL, flagsOf(late));
        var modal = discord.press("ada", late, "Open").path("reply");
        assertEquals("An order", modal.path("title").asText());
    }

    @Test
    void givesAButtonInPlaceOfAModalInAMessage() {
        var reply = discord.replyTo(discord.write("ada", "games", "!stall item: order"));
        assertEquals("An order", Sandbox.words(reply));
        var modal = discord.press("ada", reply, "Open").path("reply");
        discord.submit("ada", modal, "wish", "A mast");
        await().until(() -> newest("games", "Ordered: A mast").path("id").equals(reply.path("id")));
    }

    @Test
    void saysWhatFitsWhileAPersonTypes() {
        assertEquals(
                "[{\"name\":\"The rope\",\"value\":\"rope\"},{\"name\":\"The ropes\",\"value\":\"ropes\"}]",
                discord.type("ada", "stall", "item", TEXT, "ro").toString());
        assertEquals(
                "[{\"name\":\"The 12\",\"value\":12},{\"name\":\"The 123\",\"value\":123}]",
                discord.type("ada", "stall", "number", WHOLE, "12").toString());
    }

    @Test
    void offersNothingRatherThanKeepAPersonWaiting() {
        economy.hold();
        assertEquals("[]", discord.type("ada", "stall", "item", TEXT, "ro").toString());
    }

    @Test
    void offersTheCommandsThatAPersonMayUse() {
        var forBen = discord.type("ben", "help", "command", TEXT, "mon").toString();
        assertTrue(forBen.contains("/money history"), forBen);
        var forbidden = discord.type("ben", "help", "command", TEXT, "coi").toString();
        assertTrue(!forbidden.contains("/coins add"), forbidden);
        var forMarina = discord.type("marina", "help", "command", TEXT, "/coins").toString();
        assertTrue(forMarina.contains("/coins add"), forMarina);
    }

    @Test
    void tellsMoreAboutATopicThatIsPickedFromTheHelp() {
        var help = discord.command("ben", "games", "help", NONE).path("reply");
        var told = discord.pick("ben", help, "", "Wallet").path("reply");
        assertEquals(help.path("id"), told.path("id"));
        assertTrue(Sandbox.words(told).contains("Pays someone"), told.toString());
    }

    @Test
    void passesAFileOnAndSendsOneBack() {
        var file = discord.upload("seal.png", "image/png", new byte[2_048]);
        var answer =
                discord.command("ada", "games", "stall", "[" + option("picture", 11, file) + "]");
        var reply =
                await().until(
                                () -> discord.interaction(answer.path("id").asText()).path("reply"),
                                found -> found.path("attachments").size() == 1);
        assertEquals("Got it.", Sandbox.words(reply));
        assertEquals("seal.png image/png 2048", discord.text(reply.path("attachments").path(0)));
        var passed = economy.asked().getLast().file("picture").orElseThrow();
        assertTrue(
                passed.url().toString().startsWith(discord.url().toString()),
                passed.url()::toString);
    }

    @Test
    void takesTheFileOfAMessage() {
        var file = discord.upload("seal.png", "image/png", new byte[100]);
        var reply = discord.replyTo(discord.writeWithFile("ada", "games", "!stall", file));
        assertEquals("seal.png image/png 100", discord.text(reply.path("attachments").path(0)));
    }

    @Test
    void tellsWhatWasDoneWhenItsFileIsTooLarge() {
        discord.command("ada", "games", "stall", text("item", "large"));
        await().until(() -> wasSaid("games", "Sold.\nI couldn’t send the file that belongs here."));
    }

    @Test
    void leavesASelectOfAnEarlierBuildAlone() {
        var old = discord.writeAsBot("games", OLD);
        var answer = discord.pick("ada", old, "2", "a");
        assertEquals(
                "This is from an older version of me. Use the command again.", content(answer));
        assertEquals(EPHEMERAL, flags(answer));
    }

    @Test
    void doesAllOfItInDirectMessages() {
        var stall = discord.commandDirectly("ada", "stall", NONE).path("reply");
        assertEquals("0", economy.asked().getLast().guild().toString());
        var modal = discord.press("ada", stall, "Order").path("reply");
        discord.submit("ada", modal, "wish", "A lamp");
        assertEquals("A lamp", economy.asked().getLast().sent().orElseThrow().get("wish"));
        var help = discord.commandDirectly("ada", "help", NONE).path("reply").toString();
        assertTrue(!help.contains("/pay"), help);
    }

    private static final String OLD =
            """
            {"content":"Old","components":[{"type":1,"components":[
              {"type":3,"custom_id":"gone~1~2","options":[{"label":"A","value":"a"}]}]}]}
            """;

    private List<JsonNode> replies(String interaction) {
        return Sandbox.elements(discord.state().path("messages").path(discord.channel("games")))
                .filter(each ->
                        each.path("interaction_metadata").path("id").asText().equals(interaction))
                .filter(each -> !each.path("components").isEmpty())
                .toList();
    }

    private static String text(String name, String value) {
        return "[" + option(name, TEXT, value) + "]";
    }

    private static String option(String name, int type, String value) {
        return "{\"name\":\"%s\",\"type\":%d,\"value\":\"%s\"}".formatted(name, type, value);
    }
}
