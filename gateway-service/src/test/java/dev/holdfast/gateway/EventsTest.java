package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.protocol.Event;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.MemberEvent;
import dev.holdfast.kit.protocol.MessageEvent;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From what happens on Discord to what a service hears of it. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class EventsTest extends GatewayInTheWorld {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String RETRY = "/dead-letters/events/retry?service=economy";

    @TestHTTPResource("/")
    URI gateway;

    private final Admin database = new Admin("gateway");

    @AfterEach
    void theEconomyIsBack() {
        economy.hearing().again(false);
        economy.hearing().understandAll(false);
        await().atMost(PATIENCE).until(() -> parked() == 0);
        database.execute("delete from refused_event");
    }

    @Test
    void tellsOfMessagesOfPeopleWithoutTheirText() {
        var id = write("general", "eleven char");
        discord.writeAsBot("general", "{\"content\":\"a bot speaks\"}");
        var posted = (MessageEvent.MessagePosted) untilHeard(isMessage(id)).event();
        assertEquals(discord.person("ada"), posted.user().toString());
        assertEquals(discord.channel("general"), posted.channel().toString());
        assertEquals(11, posted.length());
        var bot = discord.person("Holdfast");
        assertTrue(
                economy.heard().stream()
                        .map(EventEnvelope::event)
                        .noneMatch(event ->
                                event instanceof MessageEvent.MessagePosted by
                                        && by.user().toString().equals(bot)));
    }

    @Test
    void tellsOfMembersTheirRolesAndReactions() {
        var guild = discord.guild();
        var person =
                act("{'kind':'join','guildId':'%s','name':'wave'}".formatted(guild))
                        .path("userId")
                        .asText();
        untilHeard(of(MemberEvent.MemberJoined.class, it -> it.user().toString().equals(person)));
        var role = role();
        act(
                "{'kind':'give','guildId':'%s','userId':'%s','targetId':'%s'}"
                        .formatted(guild, person, role));
        untilHeard(
                of(
                        MemberEvent.RolesChanged.class,
                        it ->
                                it.user().toString().equals(person)
                                        && it.roles().toString().contains(role)));
        var message = write("general", "react");
        var reaction =
                "{'kind':'%s','channelId':'"
                        + discord.channel("general")
                        + "','userId':'"
                        + person
                        + "','messageId':'"
                        + message
                        + "','content':'🌊'}";
        act(reaction.formatted("react"));
        act(reaction.formatted("unreact"));
        var added =
                untilHeard(
                        of(MessageEvent.ReactionAdded.class, it -> it.message().equals(message)));
        var removed =
                untilHeard(
                        of(MessageEvent.ReactionRemoved.class, it -> it.message().equals(message)));
        assertTrue(economy.heard().indexOf(added) < economy.heard().indexOf(removed));
        act("{'kind':'leave','guildId':'%s','userId':'%s'}".formatted(guild, person));
        untilHeard(of(MemberEvent.MemberLeft.class, it -> it.user().toString().equals(person)));
    }

    @Test
    void tellsHowAGuildStandsWhenASessionBegins() {
        var seen =
                (GuildEvent.GuildSeen)
                        untilHeard(of(GuildEvent.GuildSeen.class, _ -> true)).event();
        assertTrue(seen.channels().toString().contains(discord.channel("general")));
        assertTrue(seen.members().toString().contains(discord.person("ada")));
        assertTrue(seen.complete());
    }

    @Test
    void parksWhatAServiceThatIsAwayMissesAndTellsItInOrder() throws IOException {
        var before = economy.heard().size();
        economy.close();
        var written = new ArrayList<MessageId>();
        for (var each = 0; each < 30; each++) {
            written.add(write("general", "tide " + each));
        }
        await().atMost(PATIENCE).until(() -> parked() >= 30);
        economy.open();
        for (var each = 0; each < 10; each++) {
            written.add(write("general", "tide back " + each));
        }
        await().atMost(PATIENCE).until(() -> messages(before).size() >= written.size());
        assertEquals(written, messages(before));
        await().atMost(PATIENCE).until(() -> parked() == 0);
    }

    @Test
    void tellsAgainUnderTheSameKeysWhenTheServiceDiesBeforeItsReceipts() {
        var before = economy.heard().size();
        economy.hearing().loseAnswers(3);
        var written = new ArrayList<MessageId>();
        for (var each = 0; each < 40; each++) {
            written.add(write("general", "surf " + each));
        }
        await().atMost(PATIENCE).until(() -> messages(before).size() >= written.size());
        await().atMost(PATIENCE).until(() -> parked() == 0);
        assertEquals(written, messages(before));
    }

    @Test
    void tellsAgainInOrderWhatAServiceCannotTakeInNow() {
        var before = economy.heard().size();
        economy.hearing().again(true);
        var written = new ArrayList<MessageId>();
        for (var each = 0; each < 10; each++) {
            written.add(write("general", "ebb " + each));
        }
        await().atMost(PATIENCE).until(() -> parked() >= 5);
        economy.hearing().again(false);
        written.add(write("general", "flow"));
        await().atMost(PATIENCE).until(() -> messages(before).size() >= written.size());
        assertEquals(written, messages(before));
    }

    @Test
    void isNotHeldUpByWhatAServiceRefusesOrDoesNotUnderstand() {
        var before = economy.heard().size();
        var written = new ArrayList<MessageId>();
        written.add(write("general", "before"));
        write("general", "x".repeat(13));
        written.add(write("general", "between"));
        write("general", "x".repeat(66));
        written.add(write("general", "after"));
        await().atMost(PATIENCE).until(() -> messages(before).size() >= 3);
        assertEquals(written, messages(before));
    }

    @Test
    void keepsWhatAServiceRefusesUntilTheOperatorHasItToldAgain() throws Exception {
        var operator = new Caller(gateway, "operator", "gateway", HoldfastServers.SECRET);
        var strange = write("general", "x".repeat(13));
        var unreadable = write("general", "x".repeat(66));
        await().atMost(PATIENCE).until(() -> refused(strange) + refused(unreadable) == 2);
        var listed = operator.get("/dead-letters/events").body();
        assertTrue(listed.contains("\"service\":\"economy\""), listed);
        assertTrue(!listed.contains("xxx"), listed);
        var again = "{\"service\":\"economy\",\"events\":2}";
        assertEquals(again, operator.post(RETRY, "").body());
        await().atMost(PATIENCE)
                .until(() -> parked() == 0 && refused(strange) + refused(unreadable) == 2);
        economy.hearing().understandAll(true);
        assertEquals(again, operator.post(RETRY, "").body());
        untilHeard(isMessage(strange));
        untilHeard(isMessage(unreadable));
        assertEquals(0, refused(strange) + refused(unreadable));
        assertEquals("[]", operator.get("/dead-letters/events").body());
        assertEquals(400, operator.post("/dead-letters/events/retry", "").status());
    }

    @Test
    void sendsTogetherWhatHappensWhileABatchIsUnderWay() {
        var before = economy.hearing().batches().size();
        var heard = economy.heard().size();
        economy.hearing().hold();
        for (var each = 0; each < 30; each++) {
            write("general", "wave " + each);
        }
        economy.hearing().release();
        await().atMost(PATIENCE).until(() -> messages(heard).size() >= 30);
        var batches = economy.hearing().batches();
        assertTrue(batches.size() - before <= 3, () -> batches.toString());
        assertEquals(30, new HashSet<>(messages(heard)).size());
    }

    @Test
    void knowsAGuildThatItLeftFromOneThatIsAway() {
        var guild = discord.guild();
        await().atMost(PATIENCE).until(() -> membership("left_at is null") == 1);
        act("{'kind':'outage','guildId':'%s'}".formatted(guild));
        act("{'kind':'recover','guildId':'%s'}".formatted(guild));
        write("general", "not gone");
        assertEquals(1, membership("left_at is null"));
        var before = economy.heard().size();
        act("{'kind':'remove','guildId':'%s'}".formatted(guild));
        await().atMost(PATIENCE).until(() -> membership("left_at is not null") == 1);
        act("{'kind':'invite','guildId':'%s'}".formatted(guild));
        await().atMost(PATIENCE).until(() -> membership("left_at is null") == 1);
        await().atMost(PATIENCE)
                .until(() ->
                        since(before).stream().anyMatch(GuildEvent.GuildLeft.class::isInstance)
                                && since(before).stream()
                                        .anyMatch(GuildEvent.GuildJoined.class::isInstance));
    }

    private List<Event> since(int before) {
        return economy.heard().stream().skip(before).map(EventEnvelope::event).toList();
    }

    private List<MessageId> messages(int before) {
        return since(before).stream()
                .filter(MessageEvent.MessagePosted.class::isInstance)
                .map(event -> ((MessageEvent.MessagePosted) event).message())
                .toList();
    }

    private MessageId write(String channel, String text) {
        return MessageId.of(discord.write("ada", channel, text).path("messageId").asText());
    }

    private JsonNode act(String body) {
        return discord.act(body);
    }

    private String role() {
        return Sandbox.elements(discord.state().path("guilds").path(0).path("roles"))
                .filter(role -> !role.path("managed").asBoolean())
                .map(role -> role.path("id").asText())
                .filter(id -> !id.equals(discord.guild()))
                .findFirst()
                .orElseThrow();
    }

    private EventEnvelope untilHeard(Predicate<Event> wanted) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                economy.heard().stream()
                                        .filter(it -> wanted.test(it.event()))
                                        .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static Predicate<Event> isMessage(MessageId message) {
        return of(MessageEvent.MessagePosted.class, it -> it.message().equals(message));
    }

    private static <T extends Event> Predicate<Event> of(Class<T> type, Predicate<T> wanted) {
        return event -> type.isInstance(event) && wanted.test(type.cast(event));
    }

    private long parked() {
        return database.count("select count(*) from parked_event where service = 'economy'");
    }

    private long refused(MessageId message) {
        return database.count(
                "select count(*) from refused_event where service = 'economy' and key like '%%%s%%'"
                        .formatted(message));
    }

    private long membership(String state) {
        return database.count(
                "select count(*) from membership where guild_id = %s and %s"
                        .formatted(discord.guild(), state));
    }
}
