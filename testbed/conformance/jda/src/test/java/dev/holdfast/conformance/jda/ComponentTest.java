package dev.holdfast.conformance.jda;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.conformance.ConformanceSandbox;
import dev.holdfast.conformance.Person;
import java.time.Duration;
import java.util.Map;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.actionrow.ActionRowChildComponent;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.selections.EntitySelectMenu;
import net.dv8tion.jda.api.components.selections.EntitySelectMenu.SelectTarget;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.EntitySelectInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.modals.Modal;
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
    private JsonNode showing(ActionRowChildComponent component) {
        var sent =
                bot.channel("games")
                        .sendMessage("?")
                        .setComponents(ActionRow.of(component))
                        .complete();
        return conformanceSandbox.message(sent.getChannelId(), sent.getId());
    }

    @Test
    void aButtonChangesItsMessage() {
        bot.on(
                ButtonInteractionEvent.class,
                event -> event.getComponentId().equals("hoist"),
                event -> event.editMessage("Hoisted").setComponents().queue());
        var shown = ben.press(showing(Button.primary("hoist", "Hoist")), "hoist");
        assertEquals("UPDATED", shown.path("state").asText());
        assertEquals("Hoisted", shown.path("reply").path("content").asText());
        assertEquals(0, shown.path("reply").path("components").size());
    }

    @Test
    void aButtonIsAnsweredLater() {
        bot.on(
                ButtonInteractionEvent.class,
                event -> event.getComponentId().equals("later"),
                event ->
                        event.deferEdit().flatMap(hook -> hook.editOriginal("Done later")).queue());
        var message = showing(Button.danger("later", "Later"));
        ben.press(message, "later");
        await().atMost(Duration.ofSeconds(10))
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
                StringSelectInteractionEvent.class,
                event -> event.getComponentId().equals("sails"),
                event -> event.reply(String.join("+", event.getValues())).queue());
        var menu =
                StringSelectMenu.create("sails")
                        .addOption("Main sail", "main")
                        .addOption("Jib", "jib")
                        .setRequiredRange(1, 2)
                        .build();
        var shown = ben.pick(showing(menu), "sails", "main", "jib");
        assertEquals("main+jib", shown.path("reply").path("content").asText());
    }

    @Test
    void choicesAmongPeopleRolesAndChannelsAreReceived() {
        bot.on(
                EntitySelectInteractionEvent.class,
                event -> event.getComponentId().startsWith("pick-"),
                event -> event.reply(event.getMentions().getMentions().getFirst().getId()).queue());
        var guildState = conformanceSandbox.guildState();
        pick(guildState.person("ada"), SelectTarget.USER);
        pick(guildState.role("Lightkeeper"), SelectTarget.ROLE);
        pick(guildState.channel("bank"), SelectTarget.CHANNEL);
        pick(guildState.role("Lightkeeper"), SelectTarget.USER, SelectTarget.ROLE);
    }

    private void pick(String value, SelectTarget first, SelectTarget... more) {
        var id = "pick-" + first + more.length;
        var menu = EntitySelectMenu.create(id, java.util.EnumSet.of(first, more)).build();
        var shown = ben.pick(showing(menu), id, value);
        assertEquals(value, shown.path("reply").path("content").asText());
    }

    @Test
    void aModalIsShownAndFilledIn() {
        var name = TextInput.create("name", TextInputStyle.SHORT).setMaxLength(20).build();
        bot.answer(
                "christen",
                event ->
                        event.replyModal(
                                        Modal.create("christening", "Name the ship")
                                                .addComponents(Label.of("Name", name))
                                                .build())
                                .queue());
        bot.on(
                ModalInteractionEvent.class,
                event -> event.getModalId().equals("christening"),
                event -> event.reply(Bot.present(event.getValue("name")).getAsString()).queue());
        assertEquals("MODAL", ben.use("christen").path("state").asText());
        var shown = ben.fill("christening", Map.of("name", "Beagle"));
        assertEquals("Beagle", shown.path("reply").path("content").asText());
    }
}
