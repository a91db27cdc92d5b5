package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every typed command that was run is answered, in order, however far the channel's limit is
 * behind; where there is no answering, nothing is run; what only one person is to read is taken
 * back.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class TypedAnswersTest extends GatewayInTheWorld {

    private static final List<String> PEOPLE = List.of("ada", "ben", "milo", "marina");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Pattern LINKED = Pattern.compile("/(\\d+)\\)");
    private static final int MANY = 40;

    private final Admin gateway = new Admin("gateway");

    @AfterEach
    void openTheChannels() {
        discord.deny("bank", 0);
    }

    @Test
    void answersThatTheChannelsLimitHoldsUpShareMessagesAndNoneIsLost() {
        var asked = new ArrayList<String>();
        for (var each = 0; each < MANY; each++) {
            var person = PEOPLE.get(each % PEOPLE.size());
            asked.add(id(discord.write(person, "bank", pay(each + 1_000))));
        }
        await().atMost(LONG).until(() -> answered("bank").containsAll(asked));
        var answered = answered("bank").stream().filter(asked::contains).toList();
        assertEquals(asked, answered);
        var messages = own("bank").stream().filter(each -> isOneOf(asked, each)).toList();
        assertTrue(messages.size() < MANY, () -> messages.size() + " messages");
        for (var each = 0; each < MANY; each++) {
            var text = "Paid %d to Ben.".formatted(each + 1_000);
            assertEquals(1, own("bank").stream().filter(it -> says(it, text)).count(), text);
        }
    }

    @Test
    void aCommandTypedWhereTheBotMayNotAnswerIsNotRunAndTheAdminsAreToldOnce() {
        discord.deny("bank", Permission.SEND_MESSAGES.bit());
        var before = economy.asked().size();
        var messages = messages("bank").size();
        discord.write("ada", "bank", pay(3));
        discord.write("ben", "bank", "!balance");
        await().atMost(LONG).until(() -> alerts() == 1);
        discord.replyTo(discord.write("ada", "general", "!balance"));
        assertEquals(before + 1, economy.asked().size());
        assertEquals(messages + 2, messages("bank").size());
        assertEquals(1, alerts());
    }

    @Test
    void whereItMayNotReadBackItAnswersWithoutAReference() {
        discord.deny("bank", Permission.READ_MESSAGE_HISTORY.bit());
        var asked = id(discord.write("ada", "bank", pay(7)));
        await().atMost(LONG).until(() -> answered("bank").contains(asked));
        var answer = own("bank").getLast();
        assertFalse(answer.path("message_reference").has("message_id"), answer::toString);
        assertTrue(answer.path("content").asText().endsWith("Paid 7 to Ben."), answer::toString);
        assertTrue(answer.path("content").asText().startsWith("<@" + discord.person("ada")));
    }

    @Test
    void whatOnePersonIsToReadIsTakenBackByARowAndHelpStays() {
        var help = discord.replyTo(discord.write("ada", "general", "!help"));
        var secret = discord.replyTo(discord.write("ada", "general", "!secret"));
        await().atMost(LONG).until(() -> !messages("general").contains(secret));
        await().atMost(LONG).until(() -> gateway.count("select count(*) from passing_reply") == 0);
        assertTrue(messages("general").contains(help));
    }

    /** A stranger's press decides nothing, and the question stands as it did. */
    @Test
    void aQuestionStaysUntilThePersonHasDecidedAndThenGoes() {
        var typed = "!gift <@%s> ask".formatted(discord.person("ben"));
        var question = discord.replyTo(discord.write("ada", "general", typed));
        await().atMost(LONG)
                .until(() ->
                        gateway.count(
                                        "select count(*) from passing_reply where ready_at > now() + interval '10 minutes' and reply_id = "
                                                + id(question))
                                == 1);
        var stranger = discord.press("ben", question, "Confirm");
        assertEquals("That is not your question.", content(stranger));
        assertEquals("Give it away?", words(question).orElseThrow());
        discord.press("ada", question, "Cancel");
        assertEquals("Kept.", words(question).orElseThrow());
        await().atMost(LONG).until(() -> words(question).isEmpty());
    }

    private Optional<String> words(JsonNode message) {
        return messages("general").stream()
                .filter(each -> id(each).equals(id(message)))
                .map(Sandbox::words)
                .map(words -> words.replaceAll("[^A-Za-z?. ]", "").strip())
                .findFirst();
    }

    @Test
    void anAnswerWhoseIdWasNotWrittenDownIsFoundAndTakenBack() {
        var asked = discord.write("ada", "general", "!balance");
        var answer = discord.replyTo(asked);
        gateway.execute(
                "insert into passing_reply (guild_id, channel_id, asked_id, ready_at) values (%s, %s, %s, now())"
                        .formatted(discord.guild(), discord.channel("general"), id(asked)));
        await().atMost(LONG).until(() -> !messages("general").contains(answer));
    }

    @Test
    void inDirectMessagesAPrivateAnswerStays() {
        var answer = discord.replyTo(discord.writeDirectly("ada", "!help nonsense"));
        assertEquals(
                0,
                gateway.count(
                        "select count(*) from passing_reply where channel_id = "
                                + answer.path("channel_id").asText()));
    }

    private long alerts() {
        return gateway.count(
                "select count(*) from outbox where effect::text like '%may not write%'");
    }

    private String pay(int amount) {
        return "!pay <@%s> %d".formatted(discord.person("ben"), amount);
    }

    private List<JsonNode> own(String channel) {
        var bot = discord.person("Holdfast");
        return messages(channel).stream()
                .filter(each -> each.path("author").path("id").asText().equals(bot))
                .toList();
    }

    /** The messages that were answered there, in the order of the answers. */
    private List<String> answered(String channel) {
        return own(channel).stream().flatMap(TypedAnswersTest::answeredBy).toList();
    }

    private static Stream<String> answeredBy(JsonNode message) {
        var reference = message.path("message_reference").path("message_id").asText();
        return reference.isEmpty()
                ? LINKED.matcher(message.path("content").asText())
                        .results()
                        .map(link -> link.group(1))
                : Stream.of(reference);
    }

    private static boolean isOneOf(List<String> asked, JsonNode message) {
        return answeredBy(message).anyMatch(Set.copyOf(asked)::contains);
    }

    private static boolean says(JsonNode message, String text) {
        return message.path("content").asText().contains(text);
    }

    private static String id(JsonNode message) {
        return message.path("id").asText(message.path("messageId").asText());
    }
}
