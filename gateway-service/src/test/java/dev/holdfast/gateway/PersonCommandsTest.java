package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person sees of their data, and of its being forgotten. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class PersonCommandsTest extends GatewayInTheWorld {

    @Inject @All List<Job> jobs;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void givesOneFileOfAllServicesToThePersonAlone() throws IOException {
        var reply =
                await().atMost(PATIENCE)
                        .until(
                                () -> discord.command("ada", "general", "mydata", NONE),
                                shown ->
                                        !shown.path("reply")
                                                .path("components")
                                                .findParents("file")
                                                .isEmpty())
                        .path("reply");
        assertEquals(EPHEMERAL, flagsOf(reply));
        var kept = file(reply).path("kept");
        assertEquals(
                100,
                kept.path("economy")
                        .path(discord.guild())
                        .path("wallet")
                        .path("purse")
                        .path(0)
                        .path("shells")
                        .asInt());
        assertTrue(kept.path("gateway").path(discord.guild()).path("kit").has("operation"));
    }

    @Test
    void sendsWhatWasTypedAmongOthersDirectly() {
        var asked = discord.write("ada", "general", "!mydata");
        var said = discord.replyTo(asked);
        assertTrue(Sandbox.words(said).contains("direct message"), Sandbox.words(said));
        assertTrue(said.path("components").findParents("file").isEmpty(), said::toString);
        assertEquals(1, ordered("ada", "personal-data"));
    }

    @Test
    void answersInDirectMessagesWithWhatIsKeptEverywhere() throws IOException {
        var reply = discord.commandDirectly("ada", "mydata", NONE).path("reply");
        var kept = file(reply).path("kept").path("economy");
        assertTrue(kept.has("0") && kept.has(discord.guild()), kept::toString);
    }

    @Test
    void saysSoWhereAServiceDoesNotAnswer() throws IOException {
        economy.close();
        try {
            var reply = discord.command("ada", "general", "mydata", NONE).path("reply");
            assertTrue(Sandbox.words(reply).contains("isn’t complete"), Sandbox.words(reply));
            assertEquals("economy", file(reply).path("missing").path(0).asText());
        } finally {
            economy.open();
        }
    }

    @Test
    void forgetsNobodyWhoTypedAnotherWord() {
        var card = discord.command("ben", "games", "forgetme", NONE).path("reply");
        assertTrue(Sandbox.words(card).contains("can’t be taken back"), Sandbox.words(card));
        var asked = economy.forgotten().size();
        var answer = discord.submit("ben", window("ben", card), "word", "forget you");
        assertTrue(content(answer).contains("Nothing was forgotten"), content(answer));
        assertEquals(asked, economy.forgotten().size());
    }

    @Test
    void forgetsWhoTypedTheWordAndTellsThemOnceAllIsDone() {
        var card = discord.replyTo(discord.write("milo", "games", "!forgetme"));
        discord.submit("milo", window("milo", card), "word", "Forget me");
        await().atMost(PATIENCE).until(() -> ordered("milo", "forgotten you") == 1);
        assertEquals(discord.person("milo"), economy.forgotten().getLast().path("user").asText());
        var admin = new Admin("gateway");
        assertEquals(0, admin.count("select count(*) from forget_order"));
        assertEquals(0, admin.count(rowsOf("operation", "milo")));
        assertEquals(1, admin.count(rowsOf("tombstone", "milo")));
    }

    @Test
    void asksAServiceThatWasAwayUntilItHasForgotten() throws IOException {
        economy.close();
        var asked = economy.forgotten().size();
        try {
            var card = discord.command("ben", "games", "forgetme", NONE).path("reply");
            discord.submit("ben", window("ben", card), "word", "forget me");
            var failed = "select max(failures) from forget_order where service = 'economy'";
            await().atMost(PATIENCE).until(() -> new Admin("gateway").count(failed) > 1);
            assertEquals(0, ordered("ben", "forgotten you"));
        } finally {
            economy.open();
        }
        await().atMost(PATIENCE).until(() -> ordered("ben", "forgotten you") == 1);
        assertEquals(asked + 1, economy.forgotten().size());
    }

    @Test
    void forgetsAGuildThatWasLeftThirtyDaysAgoUnlessTheBotCameBack() throws InterruptedException {
        var admin = new Admin("gateway");
        admin.execute(
                "insert into membership (guild_id, left_at) values (71, now() - interval '31 days'), (72, now() - interval '29 days')");
        admin.execute(
                "insert into welcome values (71, now()), (72, now()); insert into forget_order (guild_id, user_id, service, everywhere, as_of) values (72, 0, 'gateway', false, now())");
        for (var job : jobs) {
            if (job.name().equals("left-guilds")) {
                job.run(Instant.now(), Progress.ALONE);
            }
        }
        await().atMost(PATIENCE).until(() -> admin.count("select count(*) from forget_order") == 0);
        assertEquals(0, admin.count("select count(*) from welcome where guild_id = 71"));
        assertEquals(1, admin.count("select count(*) from welcome where guild_id = 72"));
        assertEquals(
                1,
                economy.forgotten().stream()
                        .filter(it -> it.path("guild").asText().equals("71"))
                        .count());
        assertEquals(1, admin.count("select count(*) from membership where guild_id = 71"));
    }

    private JsonNode window(String person, JsonNode card) {
        return discord.press(person, card, "Forget me …").path("reply");
    }

    /** Direct messages that the outbox has for them; this gateway is told of no gateway to ask. */
    private long ordered(String person, String words) {
        return new Admin("gateway")
                .count(
                        "select count(*) from outbox where target like 'direct:%s%%' and effect::text like '%%%s%%'"
                                .formatted(discord.person(person), words));
    }

    private String rowsOf(String table, String person) {
        return "select count(*) from %s where user_id = %s"
                .formatted(table, discord.person(person));
    }

    private JsonNode file(JsonNode message) throws IOException {
        return new ObjectMapper().readTree(discord.text(message.findPath("file")));
    }
}
