package dev.holdfast.conformance.discord4j;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.conformance.ConformanceSandbox;
import dev.holdfast.conformance.Person;
import discord4j.core.event.domain.interaction.ButtonInteractionEvent;
import discord4j.core.event.domain.interaction.ModalSubmitInteractionEvent;
import discord4j.core.event.domain.interaction.SelectMenuInteractionEvent;
import discord4j.core.object.component.ActionComponent;
import discord4j.core.object.component.ActionRow;
import discord4j.core.object.component.Button;
import discord4j.core.object.component.Label;
import discord4j.core.object.component.SelectMenu;
import discord4j.core.object.component.TextInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("conformance")
@ExtendWith(OneBot.class)
class ComponentTest {
    private final Bot bot;
    private final ConformanceSandbox conformanceSandbox;
    private final Person ben;

    ComponentTest(Bot bot) {
        this.bot = bot;
        conformanceSandbox = bot.conformanceSandbox;
        ben = conformanceSandbox.person("ben", "games");
    }

    /** A message of the bot's that carries this. */
    private JsonNode showing(ActionComponent component) {
        var sent =
                Bot.done(
                        bot.channel("games")
                                .createMessage("?")
                                .withComponents(ActionRow.of(component)));
        return conformanceSandbox.message(sent.getChannelId().asString(), sent.getId().asString());
    }

    @Test
    void aButtonChangesItsMessage() {
        bot.on(
                ButtonInteractionEvent.class,
                event -> event.getCustomId().equals("hoist"),
                event -> event.edit("Hoisted").withComponents());
        var shown = ben.press(showing(Button.primary("hoist", "Hoist")), "hoist");
        assertEquals("UPDATED", shown.path("state").asText());
        assertEquals("Hoisted", shown.path("reply").path("content").asText());
        assertEquals(0, shown.path("reply").path("components").size());
    }

    @Test
    void aButtonIsAnsweredLater() {
        bot.on(
                ButtonInteractionEvent.class,
                event -> event.getCustomId().equals("later"),
                event -> event.deferEdit().then(event.editReply("Done later")));
        var message = showing(Button.danger("later", "Later"));
        ben.press(message, "later");
        await().atMost(Bot.PATIENCE)
                .until(() ->
                        conformanceSandbox
                                .message(
                                        message.path("channel_id").asText(),
                                        message.path("id").asText())
                                .path("content")
                                .asText()
                                .equals("Done later"));
    }

    @Test
    void aChoiceAmongTextsIsReceived() {
        bot.on(
                SelectMenuInteractionEvent.class,
                event -> event.getCustomId().equals("sails"),
                event -> event.reply(String.join("+", event.getValues())));
        var menu =
                SelectMenu.of(
                                "sails",
                                SelectMenu.Option.of("Main sail", "main"),
                                SelectMenu.Option.of("Jib", "jib"))
                        .withMaxValues(2);
        var shown = ben.pick(showing(menu), "sails", "main", "jib");
        assertEquals("main+jib", shown.path("reply").path("content").asText());
    }

    @Test
    void choicesAmongPeopleRolesAndChannelsAreReceived() {
        bot.on(
                SelectMenuInteractionEvent.class,
                event -> event.getCustomId().startsWith("pick-"),
                event -> event.reply(event.getValues().getFirst()));
        var guildState = conformanceSandbox.guildState();
        pick(SelectMenu.ofUser("pick-user"), guildState.person("ada"));
        pick(SelectMenu.ofRole("pick-role"), guildState.role("Lightkeeper"));
        pick(SelectMenu.ofChannel("pick-channel", List.of()), guildState.channel("bank"));
        pick(SelectMenu.ofMentionable("pick-any"), guildState.role("Lightkeeper"));
    }

    private void pick(SelectMenu menu, String value) {
        var message = showing(menu);
        var id = message.path("components").path(0).path("components").path(0).path("custom_id");
        var shown = ben.pick(message, id.asText(), value);
        assertEquals(value, shown.path("reply").path("content").asText());
    }

    @Test
    void aModalIsShownAndFilledIn() {
        bot.answer(
                "christen",
                event ->
                        event.presentModal(
                                "Name the ship",
                                "christening",
                                List.of(Label.of("Name", TextInput.small("name", 1, 20)))));
        bot.on(
                ModalSubmitInteractionEvent.class,
                event -> event.getCustomId().equals("christening"),
                event ->
                        event.reply(
                                event.getComponents(TextInput.class)
                                        .getFirst()
                                        .getValue()
                                        .orElseThrow()));
        assertEquals("MODAL", ben.use("christen").path("state").asText());
        var shown = ben.fill("christening", Map.of("name", "Beagle"));
        assertEquals("Beagle", shown.path("reply").path("content").asText());
    }
}
