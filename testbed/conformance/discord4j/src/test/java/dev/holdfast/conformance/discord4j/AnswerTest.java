package dev.holdfast.conformance.discord4j;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.conformance.ConformanceSandbox;
import discord4j.core.spec.MessageCreateFields;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("conformance")
@ExtendWith(OneBot.class)
class AnswerTest {
    private static final int EPHEMERAL = 64;

    private final Bot bot;
    private final ConformanceSandbox conformanceSandbox;

    AnswerTest(Bot bot) {
        this.bot = bot;
        conformanceSandbox = bot.conformanceSandbox;
    }

    @Test
    void repliesForEverybody() {
        bot.answer("ahoy", event -> event.reply("Ahoy!"));
        var shown = conformanceSandbox.person("ben", "general").use("ahoy");
        assertEquals("REPLIED", shown.path("state").asText());
        assertEquals("Ahoy!", shown.path("reply").path("content").asText());
    }

    @Test
    void repliesForOnePersonOnly() {
        bot.answer("secret", event -> event.reply("Shh").withEphemeral(true));
        var shown = conformanceSandbox.person("ben", "general").use("secret").path("reply");
        assertEquals(EPHEMERAL, shown.path("flags").asInt() & EPHEMERAL);
    }

    @Test
    void thinksAndThenAnswers() {
        bot.answer("ponder", event -> event.deferReply().then(event.editReply("Forty-two")));
        conformanceSandbox.person("ben", "general").start("ponder");
        var channel = conformanceSandbox.guildState().channel("general");
        await().atMost(Bot.PATIENCE)
                .until(
                        () -> conformanceSandbox.saying(channel, "Forty-two"),
                        found -> found.size() == 1);
    }

    @Test
    void followsUpEditsAndDeletes() {
        bot.answer(
                "story",
                event ->
                        event.reply("Once")
                                .then(event.createFollowup("upon"))
                                .flatMap(sent ->
                                        event.editFollowup(sent.getId())
                                                .withContentOrNull("a time"))
                                .then(event.deleteReply()));
        conformanceSandbox.person("ben", "general").start("story");
        var channel = conformanceSandbox.guildState().channel("general");
        await().atMost(Bot.PATIENCE)
                .until(() ->
                        conformanceSandbox.saying(channel, "a time").size() == 1
                                && conformanceSandbox.saying(channel, "Once").isEmpty());
    }

    @Test
    void repliesWithAFile() {
        bot.answer(
                "chart",
                event ->
                        event.reply()
                                .withFiles(
                                        MessageCreateFields.File.of(
                                                "chart.bin",
                                                new ByteArrayInputStream(new byte[] {1, 2, 3}))));
        var shown = conformanceSandbox.person("ben", "general").use("chart").path("reply");
        var file = shown.path("attachments").path(0);
        assertEquals("chart.bin", file.path("filename").asText());
        assertEquals(3, file.path("size").asInt());
    }
}
