package dev.holdfast.conformance.discord4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.conformance.ConformanceSandbox;
import discord4j.core.event.domain.interaction.ButtonInteractionEvent;
import discord4j.core.object.component.ActionRow;
import discord4j.core.object.component.Button;
import discord4j.core.object.component.Container;
import discord4j.core.object.component.File;
import discord4j.core.object.component.Section;
import discord4j.core.object.component.Separator;
import discord4j.core.object.component.TextDisplay;
import discord4j.core.object.component.UnfurledMediaItem;
import discord4j.core.object.entity.Message;
import discord4j.core.spec.MessageCreateFields;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that are laid out by their components. */
@Tag("conformance")
@ExtendWith(OneBot.class)
class LayoutTest {
    private final Bot bot;
    private final ConformanceSandbox conformanceSandbox;

    LayoutTest(Bot bot) {
        this.bot = bot;
        conformanceSandbox = bot.conformanceSandbox;
    }

    @Test
    void laysOutAMessageAndHearsItsButtons() {
        bot.on(
                ButtonInteractionEvent.class,
                event -> event.getCustomId().equals("aye"),
                event -> event.edit().withComponents(TextDisplay.of("Aye it is")));
        var container =
                Container.of(
                        Section.of(Button.primary("aye", "Aye"), TextDisplay.of("# Vote")),
                        Separator.of(),
                        ActionRow.of(Button.danger("nay", "Nay")));
        var sent =
                Bot.done(
                        bot.channel("games")
                                .createMessage()
                                .withFlags(Message.Flag.IS_COMPONENTS_V2)
                                .withComponents(container));
        var channel = sent.getChannelId().asString();
        var shown = conformanceSandbox.message(channel, sent.getId().asString());
        assertEquals(17, shown.path("components").path(0).path("type").asInt());
        var voted = conformanceSandbox.person("ben", "games").press(shown, "aye");
        assertEquals(
                "Aye it is",
                voted.path("reply").path("components").path(0).path("content").asText());
    }

    @Test
    void showsASentFileInALayout() {
        var text = new ByteArrayInputStream("calm".getBytes(StandardCharsets.UTF_8));
        var log = MessageCreateFields.File.of("log.txt", text);
        var sent =
                Bot.done(
                        bot.channel("games")
                                .createMessage()
                                .withFlags(Message.Flag.IS_COMPONENTS_V2)
                                .withFiles(log)
                                .withComponents(File.of(UnfurledMediaItem.of(log))));
        var channel = sent.getChannelId().asString();
        var shown = conformanceSandbox.message(channel, sent.getId().asString());
        assertEquals("log.txt", shown.path("components").path(0).path("name").asText());
    }
}
