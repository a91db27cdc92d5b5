package dev.holdfast.conformance.jda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.conformance.ConformanceSandbox;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.utils.FileUpload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
        return conformanceSandbox.message(message.getChannelId(), message.getId());
    }

    @Test
    void sendsEditsAndDeletes() {
        var sent = bank.sendMessage("first").complete();
        assertEquals("first", shown(sent).path("content").asText());
        sent.editMessage("second").complete();
        assertEquals("second", shown(sent).path("content").asText());
        assertTrue(shown(sent).path("edited_timestamp").isTextual());
        sent.delete().complete();
        assertTrue(shown(sent).isMissingNode());
    }

    @Test
    void repliesToSomebody() {
        var asked = conformanceSandbox.person("ada", "bank").say("Who is on watch?");
        var question = bank.retrieveMessageById(asked).complete();
        var answer = question.reply("Ben is").complete();
        assertEquals(asked, Bot.present(answer.getReferencedMessage()).getId());
    }

    @Test
    void showsEmbedsAndFiles() {
        var embed =
                new EmbedBuilder()
                        .setTitle("Log")
                        .setDescription("Calm sea")
                        .setColor(0x3498DB)
                        .addField("Wind", "2", true)
                        .setFooter("Day 3")
                        .build();
        var file = FileUpload.fromData("calm".getBytes(StandardCharsets.UTF_8), "log.txt");
        var sent = bank.sendMessageEmbeds(embed).addFiles(file).complete();
        assertEquals("Calm sea", shown(sent).path("embeds").path(0).path("description").asText());
        assertEquals("log.txt", shown(sent).path("attachments").path(0).path("filename").asText());
        assertEquals("Wind", sent.getEmbeds().getFirst().getFields().getFirst().getName());
    }

    @Test
    void deletesManyAtOnce() {
        var sent =
                Stream.of("one", "two", "three")
                        .map(text -> bank.sendMessage(text).complete())
                        .toList();
        bank.deleteMessages(sent).complete();
        assertTrue(sent.stream().allMatch(message -> shown(message).isMissingNode()));
    }

    @Test
    void reactsAndHearsReactions() throws InterruptedException {
        var anchor = Emoji.fromUnicode("⚓");
        var sent = bank.sendMessage("Anchor?").complete();
        var heard =
                bot.hear(
                        MessageReactionAddEvent.class,
                        event ->
                                event.getMessageId().equals(sent.getId())
                                        && !event.getUserId()
                                                .equals(bot.jda.getSelfUser().getId()));
        sent.addReaction(anchor).complete();
        conformanceSandbox.person("ada", "bank").react(sent.getId(), "⚓");
        assertNotNull(heard.poll(10, TimeUnit.SECONDS));
        assertEquals(2, shown(sent).path("reactions").path(0).path("count").asInt());
        assertEquals(2, sent.retrieveReactionUsers(anchor).complete().size());
        sent.removeReaction(anchor).complete();
        assertEquals(1, shown(sent).path("reactions").path(0).path("count").asInt());
        sent.clearReactions().complete();
        assertEquals(0, shown(sent).path("reactions").size());
    }

    @Test
    void pinsAndUnpins() {
        var sent = bank.sendMessage("Rules of the bank").complete();
        sent.pin().complete();
        assertTrue(shown(sent).path("pinned").asBoolean());
        assertEquals(
                sent.getId(),
                bank.retrievePinnedMessages().complete().getFirst().getMessage().getId());
        sent.unpin().complete();
        assertTrue(bank.retrievePinnedMessages().complete().isEmpty());
    }

    @Test
    void readsWhatPeopleWriteAndTheHistory() throws InterruptedException {
        var heard =
                bot.hear(
                        MessageReceivedEvent.class,
                        event -> event.getMessage().getContentRaw().equals("All hands!"));
        var id = conformanceSandbox.person("milo", "bank").say("All hands!");
        var event = heard.poll(10, TimeUnit.SECONDS);
        assertNotNull(event);
        assertEquals(id, event.getMessageId());
        assertEquals("milo", event.getAuthor().getName());
        assertEquals(id, bank.getHistory().retrievePast(1).complete().getFirst().getId());
    }

    @Test
    void writesDirectly() {
        var ben =
                bot.jda.retrieveUserById(conformanceSandbox.guildState().person("ben")).complete();
        var sent =
                ben.openPrivateChannel().flatMap(channel -> channel.sendMessage("Hi")).complete();
        assertEquals("Hi", shown(sent).path("content").asText());
    }
}
