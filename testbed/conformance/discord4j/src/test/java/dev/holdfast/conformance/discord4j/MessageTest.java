package dev.holdfast.conformance.discord4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.conformance.ConformanceSandbox;
import discord4j.common.util.Snowflake;
import discord4j.core.event.domain.message.MessageCreateEvent;
import discord4j.core.event.domain.message.ReactionAddEvent;
import discord4j.core.object.emoji.Emoji;
import discord4j.core.object.entity.Message;
import discord4j.core.object.entity.channel.TextChannel;
import discord4j.core.spec.EmbedCreateSpec;
import discord4j.core.spec.MessageCreateFields;
import discord4j.discordjson.json.MessageReferenceData;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

@Tag("conformance")
@ExtendWith(OneBot.class)
class MessageTest {
    private final Bot bot;
    private final ConformanceSandbox conformanceSandbox;
    private final TextChannel bank;

    MessageTest(Bot bot) {
        this.bot = bot;
        conformanceSandbox = bot.conformanceSandbox;
        bank = bot.channel("bank");
    }

    private JsonNode shown(Message message) {
        return conformanceSandbox.message(
                message.getChannelId().asString(), message.getId().asString());
    }

    @Test
    void sendsEditsAndDeletes() {
        var sent = Bot.done(bank.createMessage("first"));
        assertEquals("first", shown(sent).path("content").asText());
        Bot.done(sent.edit().withContentOrNull("second"));
        assertEquals("second", shown(sent).path("content").asText());
        Bot.over(sent.delete());
        assertTrue(shown(sent).isMissingNode());
    }

    @Test
    void repliesToSomebody() {
        var asked = Snowflake.of(conformanceSandbox.person("ada", "bank").say("Who is on watch?"));
        var answer = Bot.done(bank.createMessage("Ben is").withMessageReference(to(asked)));
        assertEquals(asked, answer.getReferencedMessage().orElseThrow().getId());
    }

    private static MessageReferenceData to(Snowflake message) {
        return MessageReferenceData.builder().messageId(message.asString()).build();
    }

    @Test
    void showsEmbedsAndFiles() {
        var embed =
                EmbedCreateSpec.builder()
                        .title("Log")
                        .description("Calm sea")
                        .addField("Wind", "2", true)
                        .footer("Day 3", null)
                        .build();
        var text = new ByteArrayInputStream("calm".getBytes(StandardCharsets.UTF_8));
        var sent =
                Bot.done(
                        bank.createMessage(embed)
                                .withFiles(MessageCreateFields.File.of("log.txt", text)));
        assertEquals("Calm sea", shown(sent).path("embeds").path(0).path("description").asText());
        assertEquals("log.txt", shown(sent).path("attachments").path(0).path("filename").asText());
        assertEquals("Wind", sent.getEmbeds().getFirst().getFields().getFirst().getName());
    }

    @Test
    void deletesManyAtOnce() {
        var sent =
                Bot.done(
                        Flux.just("one", "two", "three")
                                .concatMap(bank::createMessage)
                                .collectList());
        Bot.done(bank.bulkDeleteMessages(Flux.fromIterable(sent)).collectList());
        assertTrue(sent.stream().allMatch(message -> shown(message).isMissingNode()));
    }

    @Test
    void reactsAndHearsReactions() throws InterruptedException {
        var anchor = Emoji.unicode("⚓");
        var sent = Bot.done(bank.createMessage("Anchor?"));
        var ada = Snowflake.of(conformanceSandbox.guildState().person("ada"));
        var heard =
                bot.hear(
                        ReactionAddEvent.class,
                        event ->
                                event.getMessageId().equals(sent.getId())
                                        && event.getUserId().equals(ada));
        Bot.over(sent.addReaction(anchor));
        conformanceSandbox.person("ada", "bank").react(sent.getId().asString(), "⚓");
        assertNotNull(heard.poll(10, TimeUnit.SECONDS));
        assertEquals(2, shown(sent).path("reactions").path(0).path("count").asInt());
        assertEquals(2, Bot.done(sent.getReactors(anchor).collectList()).size());
        Bot.over(sent.removeSelfReaction(anchor));
        assertEquals(1, shown(sent).path("reactions").path(0).path("count").asInt());
        Bot.over(sent.removeAllReactions());
        assertEquals(0, shown(sent).path("reactions").size());
    }

    @Test
    void pinsAndUnpins() {
        var sent = Bot.done(bank.createMessage("Rules of the bank"));
        Bot.over(sent.pin());
        assertTrue(shown(sent).path("pinned").asBoolean());
        assertEquals(1, Bot.done(bank.getPinnedMessages().collectList()).size());
        Bot.over(sent.unpin());
        assertEquals(0, Bot.done(bank.getPinnedMessages().collectList()).size());
    }

    @Test
    void readsWhatPeopleWriteAndTheHistory() throws InterruptedException {
        var heard =
                bot.hear(
                        MessageCreateEvent.class,
                        event -> event.getMessage().getContent().equals("All hands!"));
        var id = conformanceSandbox.person("milo", "bank").say("All hands!");
        var event = heard.poll(10, TimeUnit.SECONDS);
        assertNotNull(event);
        assertEquals(id, event.getMessage().getId().asString());
        assertEquals("milo", event.getMember().orElseThrow().getUsername());
        var now = Snowflake.of(java.time.Instant.now().plusSeconds(60));
        var latest = Bot.done(bank.getMessagesBefore(now).take(1).collectList());
        assertEquals(id, latest.getFirst().getId().asString());
    }

    @Test
    void writesDirectly() {
        var ben =
                Bot.done(
                        bot.client.getUserById(
                                Snowflake.of(conformanceSandbox.guildState().person("ben"))));
        var sent =
                Bot.done(ben.getPrivateChannel().flatMap(channel -> channel.createMessage("Hi")));
        assertEquals("Hi", shown(sent).path("content").asText());
    }
}
