package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.database.PersonalRows;
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
        var reply = replyWithAFile();
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
    void saysSoWhereAListHasAsManyRowsAsAServiceGivesAtMost() throws IOException {
        economy.keeps(PersonalRows.MOST - 1);
        var whole = file(replyWithAFile());
        assertTrue(whole.path("shortened").isMissingNode(), () -> whole.path("shortened").asText());
        economy.keeps(PersonalRows.MOST);
        var cut = file(replyWithAFile());
        assertTrue(cut.path("shortened").asText().contains("20,000"), "it says nothing");
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

    /** What the gateway itself throws at one order. */
    @Test
    void anOrderThatFailsHoldsUpNoOtherAndIsTriedAgainSoon() {
        var admin = new Admin("gateway");
        admin.execute(
                "alter table tombstone add constraint planted check (user_id <> 471) not valid");
        try {
            admin.execute(
                    """
                    insert into forget_order (guild_id, user_id, service, everywhere, as_of, ready_at)
                    values (73, 471, 'gateway', false, now(), now() - interval '1 minute'),
                        (73, 472, 'gateway', false, now(), now())
                    """);
            await().atMost(PATIENCE).until(() -> admin.count(orders(472)) == 0);
            var tried = "select max(failures) from forget_order where user_id = 471";
            await().atMost(PATIENCE).until(() -> admin.count(tried) > 1);
        } finally {
            admin.execute("alter table tombstone drop constraint planted");
        }
        await().atMost(PATIENCE).until(() -> admin.count(orders(471)) == 0);
    }

    /** A service that is no longer named, as one whose every answer is 500. */
    @Test
    void tellsTheOperatorOfAnOrderThatIsOpenForAnHour() {
        var admin = new Admin("gateway");
        var told =
                "select count(*) from outbox where guild_id = 0 and effect ->> 'kind' = 'tell-operators' and effect ->> 'text' like '%s has not forgotten%%'";
        admin.execute(
                """
                insert into forget_order (guild_id, user_id, service, everywhere, as_of)
                values (74, 473, 'sunken', false, now() - interval '61 minutes'),
                    (74, 474, 'adrift', false, now() - interval '59 minutes')
                """);
        await().atMost(PATIENCE).until(() -> admin.count(told.formatted("sunken")) == 1);
        var tried = "select min(failures) from forget_order where guild_id = 74";
        await().atMost(PATIENCE).until(() -> admin.count(tried) > 1);
        assertEquals(1, admin.count(told.formatted("sunken")));
        assertEquals(0, admin.count(told.formatted("adrift")));
        admin.execute("delete from forget_order where guild_id = 74");
    }

    /** They have no column that says so. */
    @Test
    void theHourlySweepFindsEventsThatNameWhoWasForgotten() throws InterruptedException {
        var admin = new Admin("gateway");
        admin.execute(
                """
                insert into tombstone values (75, 475, now() - interval '1 hour'), (75, 476, now() - interval '1 hour');
                insert into refused_event (guild_id, service, key, note, because, refused_at)
                values (75, 'economy', 'old', '{"user":"475"}', 'x', now() - interval '2 hours'),
                    (75, 'economy', 'new', '{"user":"476"}', 'x', now() - interval '1 minute')
                """);
        run("tombstones");
        assertEquals(
                List.of("new"),
                admin.list("select key from refused_event where guild_id = 75", String.class));
        admin.execute("delete from refused_event where guild_id = 75");
    }

    private void run(String name) throws InterruptedException {
        for (var job : jobs) {
            if (job.name().equals(name)) {
                job.run(Instant.now(), Progress.ALONE);
            }
        }
    }

    private static String orders(long user) {
        return "select count(*) from forget_order where user_id = " + user;
    }

    @Test
    void forgetsAGuildThatWasLeftThirtyDaysAgoUnlessTheBotCameBack() throws InterruptedException {
        var admin = new Admin("gateway");
        admin.execute(
                "insert into membership (guild_id, left_at) values (71, now() - interval '31 days'), (72, now() - interval '29 days')");
        admin.execute(
                "insert into welcome values (71, now()), (72, now()); insert into forget_order (guild_id, user_id, service, everywhere, as_of) values (72, 0, 'gateway', false, now())");
        run("left-guilds");
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

    /** Not one that shows how far it is. */
    private JsonNode replyWithAFile() {
        return await().atMost(PATIENCE)
                .until(
                        () -> discord.command("ada", "general", "mydata", NONE).path("reply"),
                        reply -> !reply.path("components").findParents("file").isEmpty());
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
