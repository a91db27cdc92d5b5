package dev.holdfast.conformance.jda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.conformance.ConformanceSandbox;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.container.Container;
import net.dv8tion.jda.api.components.filedisplay.FileDisplay;
import net.dv8tion.jda.api.components.mediagallery.MediaGallery;
import net.dv8tion.jda.api.components.mediagallery.MediaGalleryItem;
import net.dv8tion.jda.api.components.section.Section;
import net.dv8tion.jda.api.components.separator.Separator;
import net.dv8tion.jda.api.components.textdisplay.TextDisplay;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.utils.FileUpload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that are laid out by their components. */
@Tag("conformance")
@ExtendWith(OneBot.class)
class LayoutTest {
    private static final int LAID_OUT = 1 << 15;

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
                event -> event.getComponentId().equals("aye"),
                event ->
                        event.editComponents(List.of(TextDisplay.of("Aye it is")))
                                .useComponentsV2()
                                .queue());
        var container =
                Container.of(
                        Section.of(Button.primary("aye", "Aye"), TextDisplay.of("# Vote")),
                        Separator.createDivider(Separator.Spacing.SMALL),
                        ActionRow.of(Button.danger("nay", "Nay")));
        var sent =
                bot.channel("games").sendMessageComponents(container).useComponentsV2().complete();
        var shown = conformanceSandbox.message(sent.getChannelId(), sent.getId());
        assertEquals(LAID_OUT, shown.path("flags").asInt());
        assertEquals(17, shown.path("components").path(0).path("type").asInt());
        var voted = conformanceSandbox.person("ben", "games").press(shown, "aye");
        assertEquals(
                "Aye it is",
                voted.path("reply").path("components").path(0).path("content").asText());
    }

    @Test
    void showsSentFilesInALayout() {
        var log = FileUpload.fromData("calm".getBytes(StandardCharsets.UTF_8), "log.txt");
        var chart =
                FileUpload.fromData(
                        Base64.getDecoder().decode(ConformanceSandbox.PICTURE), "chart.png");
        var sent =
                bot.channel("games")
                        .sendMessageComponents(
                                FileDisplay.fromFile(log),
                                MediaGallery.of(MediaGalleryItem.fromFile(chart)))
                        .useComponentsV2()
                        .complete();
        var shown =
                conformanceSandbox.message(sent.getChannelId(), sent.getId()).path("components");
        assertEquals("log.txt", shown.path(0).path("name").asText());
        assertTrue(
                shown.path(1)
                        .path("items")
                        .path(0)
                        .path("media")
                        .path("url")
                        .asText()
                        .contains("chart.png"),
                shown::toString);
    }
}
