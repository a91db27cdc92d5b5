package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.ProgressUpdate;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From a slash command or a button to what a person sees. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class SlashCommandTest extends GatewayInTheWorld {

    private static final String OLD =
            """
            {"content":"Old","components":[{"type":1,"components":[
              {"type":2,"style":2,"label":"Old","custom_id":"%s"}]}]}
            """;

    @Test
    void answersASlashCommandWithWhatItsServiceSays() {
        var answer = discord.command("ada", "general", "balance", NONE);
        assertEquals("Ada has 100 shells.", content(answer));
        var asked = economy.asked().getLast();
        assertEquals(answer.path("id").asText(), asked.operation().value());
        assertEquals(discord.guild(), asked.guild().toString());
    }

    @Test
    void passesOptionsOnAsWhatTheyMean() {
        var answer = discord.command("ada", "general", "pay", pay("ben", "25"));
        assertEquals("Paid 25 to Ben.", content(answer));
    }

    @Test
    void whispersARefusal() {
        var answer = discord.command("ada", "general", "pay", pay("ben", "0"));
        assertEquals("Pay at least 1 shell.", content(answer));
        assertEquals(EPHEMERAL, flags(answer));
    }

    @Test
    void givesASignAfterOneAndAHalfSecondsAndTheAnswerWhenItComes() {
        economy.hold();
        var id = discord.start("ada", "general", "balance", NONE);
        await().until(() -> discord.interaction(id).path("state").asText().equals("DEFERRED"));
        economy.release();
        await().until(() -> content(discord.interaction(id)).equals("Ada has 100 shells."));
        assertEquals(0, flags(discord.interaction(id)) & EPHEMERAL);
    }

    @Test
    void aSlowCommandShowsHowFarItIsInThePlaceOfItsAnswer() {
        economy.reached(new ProgressUpdate(4, 10, 130L));
        economy.failWith(Problem.Kind.STILL_RUNNING, 4);
        var id = discord.start("ada", "general", "ponder", NONE);
        await().until(() -> shown(id).contains("▰▰▰▰▱▱▱▱▱▱ 40%"));
        assertEquals(
                "### ⏳ Working on /ponder\n▰▰▰▰▱▱▱▱▱▱ 40%\n-# 4 of 10 · about 3 min left",
                shown(id));
        await().atMost(Duration.ofSeconds(10)).until(() -> shown(id).contains("for ponder"));
        assertFalse(shown(id).contains("▰"));
        economy.forgetFailures();
    }

    private String shown(String interaction) {
        return Sandbox.words(discord.interaction(interaction).path("reply"));
    }

    @Test
    void takesAPublicSignBackBeforeItWhispers() {
        economy.hold();
        var id = discord.start("ada", "general", "pay", pay("ben", "0"));
        await().until(() -> discord.interaction(id).path("state").asText().equals("DEFERRED"));
        economy.release();
        var whisper =
                await().until(
                                () -> newest("general", "Pay at least 1 shell."),
                                found ->
                                        found.path("interaction_metadata")
                                                .path("id")
                                                .asText()
                                                .equals(id));
        assertEquals(EPHEMERAL, flagsOf(whisper));
        assertTrue(
                messages("general").stream()
                        .filter(each ->
                                each.path("interaction_metadata").path("id").asText().equals(id))
                        .allMatch(each -> flagsOf(each) == EPHEMERAL));
    }

    @Test
    void saysAtOnceThatAServiceIsAwayAndRecovers() throws IOException {
        economy.close();
        try {
            for (var i = 0; i < 6; i++) {
                var answer = discord.command("ada", "general", "balance", NONE);
                assertEquals(
                        "My economy part is taking a short break, and nothing was changed. Try again in a moment.",
                        content(answer));
                assertEquals(EPHEMERAL, flags(answer));
            }
        } finally {
            economy.open();
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        content(discord.command("ada", "general", "balance", NONE))
                                .equals("Ada has 100 shells."));
    }

    @Test
    void repeatsUnderTheSameKeyWhenAServiceCouldNotAnswer() {
        var before = economy.asked().size();
        economy.failWith(503);
        var answer = discord.command("ada", "general", "pay", pay("ben", "3"));
        assertEquals("Paid 3 to Ben.", content(answer));
        var asked = economy.asked().subList(before, economy.asked().size());
        assertEquals(2, asked.size());
        assertEquals(1, asked.stream().map(Invocation::operation).distinct().count());
    }

    @Test
    void saysThatItDoesNotKnowWhatCameOfAWriteThatWasNeverAnswered() {
        economy.failWith(503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503);
        discord.start("ada", "general", "pay", pay("ben", "4"));
        await().until(() -> wasSaid("general", "so I can’t say whether /pay went through."));
        economy.forgetFailures();
        untilItAnswersAgain();
    }

    @Test
    void turnsAPageByItsButton() {
        var first = discord.command("ada", "general", "money", sub("history")).path("reply");
        assertEquals("Page 1", Sandbox.words(first));
        discord.press("ada", first, "Next");
        await().until(() -> newest("general", "Page 2").path("id").equals(first.path("id")));
    }

    @Test
    void pongs() {
        var answer = discord.command("ada", "general", "ping", NONE).path("reply");
        assertTrue(answer.toString().contains("Pong!"), answer.toString());
        assertTrue(answer.toString().contains("economy"), answer.toString());
    }

    @Test
    void tellsTheServiceWhoPressedWhoseButton() {
        var page = discord.command("ada", "general", "money", sub("history")).path("reply");
        discord.press("ben", page, "Next");
        var pressed = economy.asked().getLast();
        assertEquals(discord.person("ben"), pressed.user().toString());
        assertEquals(discord.person("ada"), pressed.pressed().orElseThrow().owner().toString());
    }

    @Test
    void saysThatAButtonIsFromAnEarlierBuild() {
        for (var stale : List.of("gone~1~2", "nothing of ours")) {
            var old = discord.writeAsBot("games", OLD.formatted(stale));
            var answer = discord.press("ada", old, "Old");
            assertEquals(
                    "This is from an older version of me. Use the command again.", content(answer));
            assertEquals(EPHEMERAL, flags(answer));
        }
    }

    @Test
    void saysSoWhenAReplyCannotBeShown() {
        var answer = discord.command("ada", "general", "secret", NONE);
        assertTrue(content(answer).startsWith("Something went wrong on my side."), content(answer));
        assertEquals(EPHEMERAL, flags(answer));
    }

    @Test
    void tellsTheChannelWhenDiscordNoLongerTakesTheAnswer() {
        discord.fault("{\"path\":\"/callback\",\"delayMillis\":6500}");
        discord.start("ada", "games", "balance", NONE);
        await().atMost(Duration.ofSeconds(20)).until(() -> wasSaid("games", "Ada has 100 shells."));
    }

    /** An ordinary command is deferred after 1.5 s; the quickest of three, as machines stutter. */
    @Test
    void defersASlowCommandAtOnce() {
        var quickest = Stream.generate(this::untilDeferred).limit(3).min(Duration::compareTo);
        assertTrue(quickest.orElseThrow().toMillis() < 1_300, quickest::toString);
    }

    private Duration untilDeferred() {
        economy.hold();
        try {
            var started = System.nanoTime();
            var id = discord.start("ada", "general", "ponder", NONE);
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(10))
                    .until(() ->
                            "deferred"
                                    .equalsIgnoreCase(
                                            discord.interaction(id).path("state").asText()));
            return Duration.ofNanos(System.nanoTime() - started);
        } finally {
            economy.release();
        }
    }

    private static String sub(String name) {
        return "[{\"name\":\"%s\",\"type\":1,\"options\":[]}]".formatted(name);
    }
}
