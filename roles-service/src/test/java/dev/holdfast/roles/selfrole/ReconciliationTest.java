package dev.holdfast.roles.selfrole;

import static dev.holdfast.roles.selfrole.MenuGuild.ANN;
import static dev.holdfast.roles.selfrole.MenuGuild.BEN;
import static dev.holdfast.roles.selfrole.MenuGuild.BLUE;
import static dev.holdfast.roles.selfrole.MenuGuild.RED;
import static dev.holdfast.roles.selfrole.ReactionLists.NOBODY;
import static dev.holdfast.roles.selfrole.ReactionLists.page;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Event;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.MessageEvent;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happened below a menu's message while nobody was connected. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(value = ReactionLists.class, restrictToAnnotatedClass = true)
class ReconciliationTest {

    private static final ChannelId CHANNEL = new ChannelId(7_000);
    private static final MessageId MESSAGE = new MessageId(9_001);
    private static final String RED_BEGINS = "reactions/🔴?limit=100";
    private static final UserId CAT = new UserId(103);

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject ReactionEvents events;
    @Inject ReactionJob job;
    @Inject @All List<Job> jobs;

    private final ReactionLists discord = ReactionLists.only();
    private MenuGuild guild;
    private long menu;

    @BeforeEach
    void annPickedRedAndThenTheBotWasAway() {
        guild = new MenuGuild(commands);
        nothingIsToBeRead();
        List.of(ANN, BEN, CAT).forEach(user -> guild.member(user, false));
        menu = guild.menu("Colors", Menu.Kind.REACTIONS, RED, BLUE);
        guild.admin()
                .execute(
                        """
                        update menu_role set emoji = case when role_id = %s then '🔴' else '🔵' end where guild_id = %s;
                        insert into menu_post (guild_id, menu_id, channel_id, message_id, revision, busy, posted_at)
                        values (%2$s, %s, %s, %s, 1, false, now())
                        """
                                .formatted(RED, guild.id(), menu, CHANNEL, MESSAGE));
        handle(new MessageEvent.ReactionAdded(ANN, CHANNEL, MESSAGE, "🔴", false));
        assertEquals("6001", guild.claims(ANN, menu));
    }

    @AfterEach
    void nothingIsToBeRead() {
        guild.admin().execute("update menu_post set read_at = null");
        discord.behave(_ -> NOBODY);
    }

    @Test
    void takesInWhoReactedAndWhoDoesNotAnyMore() throws Exception {
        says(page(null, BEN.value()));
        backAgain();
        assertEquals("", guild.claims(ANN, menu));
        assertEquals("6001", guild.claims(BEN, menu));
        assertEquals(0, toBeRead());
    }

    @Test
    void readsEveryPageBeforeAnybodyIsMissing() throws Exception {
        discord.behave(request ->
                switch (request) {
                    case RED_BEGINS -> page(BEN.value(), BEN.value());
                    case RED_BEGINS + "&after=102" -> page(103L, CAT.value());
                    case RED_BEGINS + "&after=103" -> page(null, ANN.value());
                    default -> NOBODY;
                });
        backAgain();
        assertEquals(
                List.of(
                        RED_BEGINS,
                        RED_BEGINS + "&after=102",
                        RED_BEGINS + "&after=103",
                        "reactions/🔵?limit=100"),
                discord.asked());
        for (var user : List.of(ANN, BEN, CAT)) {
            assertEquals("6001", guild.claims(user, menu));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unavailable", "forbidden-by-discord", "not-on-discord", "{\"people\""})
    void aListThatCannotBeReadTakesNothing(String answer) throws Exception {
        says(answer);
        backAgain();
        assertEquals("6001", guild.claims(ANN, menu));
        assertEquals(answer.contains("discord") ? 0 : 1, toBeRead());
    }

    @Test
    void aMessageThatIsGoneIsForgottenAndAnEmojiThatIsGoneIsNot() throws Exception {
        says("not-on-discord");
        backAgain();
        assertEquals(1, guild.count("menu_post"), "the other emoji is there");
        discord.behave(_ -> "not-on-discord");
        backAgain();
        assertEquals(0, guild.count("menu_post"));
    }

    @Test
    void whatIsForbiddenIsToldAndNotAskedForAgain() throws Exception {
        says("forbidden-by-discord");
        backAgain();
        assertEquals(1, guild.ordered("tell-admins"));
        discord.behave(_ -> NOBODY);
        job.run(Instant.now(), Progress.ALONE);
        assertEquals(List.of(), discord.asked());
    }

    @Test
    void whatIsAwayIsAskedForLaterAndLater() throws Exception {
        says("unavailable");
        backAgain();
        job.run(Instant.now(), Progress.ALONE);
        assertEquals(List.of(RED_BEGINS), discord.asked(), "not at once");
        assertEquals(1, minutesToWait());
        for (var minutes : List.of(2L, 4L, 8L, 16L, 32L, 64L, 64L)) {
            guild.admin().execute("update menu_post set read_at = now() - interval '1 s'");
            job.run(Instant.now(), Progress.ALONE);
            assertEquals(minutes, minutesToWait());
        }
    }

    @Test
    void whileMembersAreReadReactionsWait() throws Exception {
        guild.admin()
                .execute(
                        "insert into walk (guild_id, last_read) values (%s, 5)"
                                .formatted(guild.id()));
        says(page(null, BEN.value()));
        backAgain();
        assertEquals(List.of(), discord.asked());
        assertEquals(1, toBeRead());
    }

    private long minutesToWait() {
        return guild.admin()
                .count(
                        "select round(extract(epoch from read_at - now()) / 60)::bigint from menu_post where guild_id = "
                                + guild.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unavailable", "forbidden-by-discord", "not-on-discord"})
    void aListThatBreaksOffTakesNothing(String answer) throws Exception {
        discord.behave(request -> request.equals(RED_BEGINS) ? page(102L, BEN.value()) : answer);
        backAgain();
        assertEquals("6001", guild.claims(ANN, menu), "she may be on the page that is missing");
        assertEquals("6001", guild.claims(BEN, menu));
        assertEquals(answer.contains("discord") ? 0 : 1, toBeRead());
    }

    @Test
    void aListThatDoesNotEndTakesNothing() throws Exception {
        discord.behave(request -> request.startsWith(RED_BEGINS) ? page(200L) : NOBODY);
        backAgain();
        assertEquals("6001", guild.claims(ANN, menu));
        assertTrue(discord.asked().size() < 10, "and it ends");
    }

    /** A moderator or time took it; the reaction below the message stands as it did. */
    @Test
    void whatEndedOtherwiseIsNotGivenBackHoweverLongAgo() throws Exception {
        guild.admin()
                .execute(
                        """
                        select set_config('app.operation', 'a test', true);
                        update claim set withdrawn_at = now() - interval '200 days', withdrawn_because = 'it was time'
                        where guild_id = %1$s;
                        update assignment set wanted = null, state = 'settled', sent = null, claims = '{}',
                            changed_at = now() - interval '200 days'
                        where guild_id = %1$s
                        """
                                .formatted(guild.id()));
        jobs.stream()
                .filter(each -> each.name().equals("role-pruning"))
                .forEach(ReconciliationTest::run);
        says(page(null, ANN.value()));
        backAgain();
        assertEquals("", guild.claims(ANN, menu));
    }

    private static void run(Job job) {
        assertDoesNotThrow(() -> job.run(Instant.now(), Progress.ALONE));
    }

    @Test
    void nothingIsReadUnlessSomethingMayHaveHappenedUnseen() throws Exception {
        discord.behave(_ -> NOBODY);
        job.run(Instant.now(), Progress.ALONE);
        assertEquals(List.of(), discord.asked());
        assertEquals("6001", guild.claims(ANN, menu));
    }

    /** Of the red one; nobody reacts with another. */
    private void says(String answer) {
        discord.behave(request -> request.startsWith(RED_BEGINS) ? answer : NOBODY);
    }

    private void backAgain() throws InterruptedException {
        handle(new GuildEvent.GuildSeen(List.of(), List.of(), List.of(), false, List.of()));
        job.run(Instant.now(), Progress.ALONE);
    }

    private long toBeRead() {
        return guild.count("(select * from menu_post where read_at is not null) as due");
    }

    private void handle(Event event) {
        var note = new EventEnvelope(Asking.freshKey(), guild.id(), event);
        new Units(units, guild.id()).run(work -> events.handle(note, work));
    }
}
