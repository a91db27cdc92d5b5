package dev.holdfast.conformance.jda;

import static dev.holdfast.conformance.Person.option;
import static dev.holdfast.conformance.Person.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.conformance.ConformanceSandbox;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.UserContextInteractionEvent;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("conformance")
@ExtendWith(OneBot.class)
class CommandTest {
    private final Bot bot;
    private final ConformanceSandbox conformanceSandbox;

    CommandTest(Bot bot) {
        this.bot = bot;
        conformanceSandbox = bot.conformanceSandbox;
    }

    @Test
    void registersAndTakesBackGlobalCommands() {
        var registered =
                bot.jda
                        .updateCommands()
                        .addCommands(
                                Commands.slash("tide", "When is high water?")
                                        .setNameLocalization(DiscordLocale.TURKISH, "gelgit"),
                                Commands.user("Wave to"))
                        .complete();
        assertEquals(2, registered.size());
        assertFalse(conformanceSandbox.command("tide").has("guild_id"));
        var told = bot.jda.retrieveCommands(true).complete();
        assertEquals(2, told.size());
        bot.jda.deleteCommandById(registered.getFirst().getId()).complete();
        bot.jda.updateCommands().complete();
        assertTrue(conformanceSandbox.command("tide").isMissingNode());
        assertTrue(bot.jda.retrieveCommands().complete().isEmpty());
    }

    @Test
    void registersEditsAndDeletesCommandsOfAGuild() {
        var made = bot.guild().upsertCommand("knots", "How fast are we?").complete();
        assertEquals(
                bot.guild().getId(), conformanceSandbox.command("knots").path("guild_id").asText());
        made.editCommand().setDescription("How fast, in knots?").complete();
        assertEquals(
                "How fast, in knots?",
                conformanceSandbox.command("knots").path("description").asText());
        made.delete().complete();
        assertTrue(conformanceSandbox.command("knots").isMissingNode());
    }

    @Test
    void receivesOptionsOfEveryType() {
        bot.answer("every", event -> event.reply(told(event)).queue());
        var guildState = conformanceSandbox.guildState();
        var ada = guildState.person("ada");
        var keeper = guildState.role("Lightkeeper");
        var reply =
                conformanceSandbox
                        .person("ben", "general")
                        .use(
                                "every",
                                option("string", 3, "rope"),
                                option("integer", 4, 42),
                                option("boolean", 5, true),
                                option("user", 6, ada),
                                option("channel", 7, guildState.channel("bank")),
                                option("role", 8, keeper),
                                option("mentionable", 9, ada),
                                option("number", 10, 2.5),
                                option(
                                        "attachment",
                                        11,
                                        conformanceSandbox.upload("log.txt", "calm")));
        assertEquals(
                "rope 42 true ada bank Lightkeeper ada 2.5 log.txt",
                reply.path("reply").path("content").asText());
    }

    private static String told(SlashCommandInteractionEvent event) {
        return event.getOptions().stream().map(CommandTest::value).collect(Collectors.joining(" "));
    }

    private static String value(OptionMapping option) {
        return switch (option.getType()) {
            case INTEGER -> Long.toString(option.getAsLong());
            case BOOLEAN -> Boolean.toString(option.getAsBoolean());
            case USER -> option.getAsUser().getName();
            case CHANNEL -> option.getAsChannel().getName();
            case ROLE -> option.getAsRole().getName();
            case MENTIONABLE -> Bot.present(option.getAsMember()).getUser().getName();
            case NUMBER -> Double.toString(option.getAsDouble());
            case ATTACHMENT -> option.getAsAttachment().getFileName();
            default -> option.getAsString();
        };
    }

    @Test
    void receivesSubcommandsAndTheirGroups() {
        bot.answer(
                "cargo",
                event -> event.reply(event.getFullCommandName() + " " + told(event)).queue());
        var ben = conformanceSandbox.person("ben", "general");
        var added =
                ben.use("cargo", within("hold", 2, within("add", 1, option("what", 3, "salt"))));
        assertEquals("cargo hold add salt", added.path("reply").path("content").asText());
        var listed = ben.use("cargo", within("list", 1));
        assertEquals("cargo list", listed.path("reply").path("content").asText());
    }

    @Test
    void completesWhatIsTyped() {
        bot.on(
                CommandAutoCompleteInteractionEvent.class,
                event -> event.getName().equals("steer"),
                event ->
                        event.replyChoiceStrings(event.getFocusedOption().getValue() + "th")
                                .queue());
        var typed =
                conformanceSandbox
                        .person("ben", "general")
                        .type("steer", option("course", 3, "sou"));
        var choice = typed.path("reply").path("choices").path(0);
        assertEquals("south", choice.path("value").asText());
    }

    @Test
    void receivesCommandsOnAPersonAndOnAMessage() {
        bot.on(
                UserContextInteractionEvent.class,
                event -> event.getName().equals("Salute"),
                event -> event.reply("o7 " + event.getTarget().getName()).queue());
        bot.on(
                MessageContextInteractionEvent.class,
                event -> event.getName().equals("Quote"),
                event -> event.reply("> " + event.getTarget().getContentRaw()).queue());
        var ben = conformanceSandbox.person("ben", "general");
        var saluted = ben.useOnUser("Salute", conformanceSandbox.guildState().person("ada"));
        assertEquals("o7 ada", saluted.path("reply").path("content").asText());
        var quoted = ben.useOnMessage("Quote", ben.say("land ho"));
        assertEquals("> land ho", quoted.path("reply").path("content").asText());
    }

    @Test
    void receivesCommandsInDirectMessages() {
        bot.jda.upsertCommand("whisper", "Between us").complete();
        bot.on(
                SlashCommandInteractionEvent.class,
                event -> event.getName().equals("whisper"),
                event -> event.reply(event.isFromGuild() ? "aloud" : "psst").queue());
        var told = conformanceSandbox.personDirectly("ben").use("whisper");
        assertEquals("psst", told.path("reply").path("content").asText());
    }
}
