package dev.holdfast.conformance.discord4j;

import static dev.holdfast.conformance.Person.option;
import static dev.holdfast.conformance.Person.within;
import static dev.holdfast.conformance.discord4j.Vocabulary.context;
import static dev.holdfast.conformance.discord4j.Vocabulary.slash;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.conformance.ConformanceSandbox;
import discord4j.core.event.domain.interaction.ChatInputAutoCompleteEvent;
import discord4j.core.event.domain.interaction.ChatInputInteractionEvent;
import discord4j.core.event.domain.interaction.MessageInteractionEvent;
import discord4j.core.event.domain.interaction.UserInteractionEvent;
import discord4j.core.object.command.ApplicationCommand;
import discord4j.core.object.command.ApplicationCommandInteractionOption;
import discord4j.discordjson.json.ApplicationCommandOptionChoiceData;
import discord4j.discordjson.json.ApplicationCommandRequest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
        var applications = bot.applications();
        var registered =
                Bot.done(
                        applications
                                .bulkOverwriteGlobalApplicationCommand(
                                        bot.application,
                                        List.of(
                                                slash("tide"),
                                                context("Wave to", ApplicationCommand.Type.USER)))
                                .collectList());
        assertEquals(2, registered.size());
        assertFalse(conformanceSandbox.command("tide").has("guild_id"));
        var told =
                Bot.done(
                        applications
                                .getGlobalApplicationCommands(bot.application, true)
                                .collectList());
        assertEquals(2, told.size());
        Bot.done(
                applications
                        .bulkOverwriteGlobalApplicationCommand(bot.application, List.of())
                        .collectList());
        assertTrue(conformanceSandbox.command("tide").isMissingNode());
    }

    @Test
    void registersEditsAndDeletesCommandsOfAGuild() {
        var applications = bot.applications();
        var guild = bot.guildId().asLong();
        var made = bot.register(slash("knots"));
        assertEquals(
                bot.guildId().asString(),
                conformanceSandbox.command("knots").path("guild_id").asText());
        var changed =
                ApplicationCommandRequest.builder().name("knots").description("How fast?").build();
        Bot.done(
                applications.modifyGuildApplicationCommand(
                        bot.application, guild, made.id().asLong(), changed));
        assertEquals("How fast?", conformanceSandbox.command("knots").path("description").asText());
        Bot.over(
                applications.deleteGuildApplicationCommand(
                        bot.application, guild, made.id().asLong()));
        assertTrue(conformanceSandbox.command("knots").isMissingNode());
    }

    @Test
    void receivesOptionsOfEveryType() {
        bot.answer("every", event -> told(event).flatMap(event::reply));
        var guildState = conformanceSandbox.guildState();
        var ada = guildState.person("ada");
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
                                option("role", 8, guildState.role("Lightkeeper")),
                                option("mentionable", 9, ada),
                                option("number", 10, 2.5),
                                option(
                                        "attachment",
                                        11,
                                        conformanceSandbox.upload("log.txt", "calm")));
        assertEquals(
                "rope 42 true ada "
                        + guildState.channel("bank")
                        + " Lightkeeper "
                        + ada
                        + " 2.5 log.txt",
                reply.path("reply").path("content").asText());
    }

    private static Mono<String> told(ChatInputInteractionEvent event) {
        return Flux.fromIterable(event.getOptions())
                .concatMap(CommandTest::value)
                .collectList()
                .map(values -> String.join(" ", values));
    }

    private static Mono<String> value(ApplicationCommandInteractionOption option) {
        var value = option.getValue().orElseThrow();
        return switch (option.getType()) {
            case INTEGER -> Mono.just(Long.toString(value.asLong()));
            case BOOLEAN -> Mono.just(Boolean.toString(value.asBoolean()));
            case USER -> value.asUser().map(user -> user.getUsername());
            case CHANNEL -> value.asChannel().map(channel -> channel.getId().asString());
            case ROLE -> value.asRole().map(role -> role.getName());
            case MENTIONABLE -> Mono.just(value.asSnowflake().asString());
            case NUMBER -> Mono.just(Double.toString(value.asDouble()));
            case ATTACHMENT -> Mono.just(value.asAttachment().getFilename());
            default -> Mono.just(value.asString());
        };
    }

    @Test
    void receivesSubcommandsAndTheirGroups() {
        bot.answer(
                "cargo",
                event -> {
                    var group = event.getOption("hold").orElseThrow();
                    var sub = group.getOption("add").orElseThrow();
                    return value(sub.getOption("what").orElseThrow()).flatMap(event::reply);
                });
        var ben = conformanceSandbox.person("ben", "general");
        var added =
                ben.use("cargo", within("hold", 2, within("add", 1, option("what", 3, "salt"))));
        assertEquals("salt", added.path("reply").path("content").asText());
    }

    @Test
    void completesWhatIsTyped() {
        bot.on(
                ChatInputAutoCompleteEvent.class,
                event -> event.getCommandName().equals("steer"),
                event -> {
                    var text = event.getFocusedOption().getValue().orElseThrow().asString() + "th";
                    return event.respondWithSuggestions(
                            List.of(
                                    ApplicationCommandOptionChoiceData.builder()
                                            .name(text)
                                            .value(text)
                                            .build()));
                });
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
                UserInteractionEvent.class,
                event -> event.getCommandName().equals("Salute"),
                event -> event.reply("o7 " + event.getResolvedUser().getUsername()));
        bot.on(
                MessageInteractionEvent.class,
                event -> event.getCommandName().equals("Quote"),
                event -> event.reply("> " + event.getResolvedMessage().getContent()));
        var ben = conformanceSandbox.person("ben", "general");
        var saluted = ben.useOnUser("Salute", conformanceSandbox.guildState().person("ada"));
        assertEquals("o7 ada", saluted.path("reply").path("content").asText());
        var quoted = ben.useOnMessage("Quote", ben.say("land ho"));
        assertEquals("> land ho", quoted.path("reply").path("content").asText());
    }

    @Test
    void receivesCommandsInDirectMessages() {
        Bot.done(
                bot.applications()
                        .createGlobalApplicationCommand(bot.application, slash("whisper")));
        bot.on(
                ChatInputInteractionEvent.class,
                event -> event.getCommandName().equals("whisper"),
                event ->
                        event.reply(
                                event.getInteraction().getGuildId().isPresent()
                                        ? "aloud"
                                        : "psst"));
        var told = conformanceSandbox.personDirectly("ben").use("whisper");
        assertEquals("psst", told.path("reply").path("content").asText());
    }
}
