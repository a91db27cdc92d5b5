package dev.holdfast.conformance.jda;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.conformance.ConformanceSandbox;
import java.time.Duration;
import net.dv8tion.jda.api.utils.FileUpload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("conformance")
@ExtendWith(OneBot.class)
class AnswerTest {
    private static final int EPHEMERAL = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Bot bot;
    private final ConformanceSandbox conformanceSandbox;

    AnswerTest(Bot bot) {
        this.bot = bot;
        conformanceSandbox = bot.conformanceSandbox;
    }

    @Test
    void repliesForEverybody() {
        bot.answer("ahoy", event -> event.reply("Ahoy!").queue());
        var shown = conformanceSandbox.person("ben", "general").use("ahoy");
        assertEquals("REPLIED", shown.path("state").asText());
        assertEquals("Ahoy!", shown.path("reply").path("content").asText());
    }

    @Test
    void repliesForOnePersonOnly() {
        bot.answer("secret", event -> event.reply("Shh").setEphemeral(true).queue());
        var shown = conformanceSandbox.person("ben", "general").use("secret").path("reply");
        assertEquals(EPHEMERAL, shown.path("flags").asInt() & EPHEMERAL);
        assertEquals(
                conformanceSandbox.guildState().person("ben"),
                shown.path("interaction_metadata").path("user").path("id").asText());
    }

    @Test
    void thinksAndThenAnswers() {
        bot.answer(
                "ponder",
                event ->
                        event.deferReply().flatMap(hook -> hook.editOriginal("Forty-two")).queue());
        var id = conformanceSandbox.person("ben", "general").start("ponder");
        var channel = conformanceSandbox.guildState().channel("general");
        await().atMost(PATIENCE)
                .until(
                        () -> conformanceSandbox.saying(channel, "Forty-two"),
                        found -> found.size() == 1);
        assertTrue(id.length() > 15);
    }

    @Test
    void followsUpEditsAndDeletes() {
        bot.answer(
                "story",
                event ->
                        event.reply("Once")
                                .flatMap(hook -> hook.sendMessage("upon"))
                                .flatMap(sent ->
                                        event.getHook().editMessageById(sent.getId(), "a time"))
                                .flatMap(_ -> event.getHook().deleteOriginal())
                                .queue());
        conformanceSandbox.person("ben", "general").start("story");
        var channel = conformanceSandbox.guildState().channel("general");
        await().atMost(PATIENCE)
                .until(() ->
                        conformanceSandbox.saying(channel, "a time").size() == 1
                                && conformanceSandbox.saying(channel, "Once").isEmpty());
    }

    @Test
    void repliesWithAFile() {
        bot.answer(
                "chart",
                event ->
                        event.replyFiles(FileUpload.fromData(new byte[] {1, 2, 3}, "chart.bin"))
                                .queue());
        var shown = conformanceSandbox.person("ben", "general").use("chart").path("reply");
        var file = shown.path("attachments").path(0);
        assertEquals("chart.bin", file.path("filename").asText());
        assertEquals(3, file.path("size").asInt());
    }
}
