package dev.holdfast.roles.selfrole;

import static dev.holdfast.roles.selfrole.MenuGuild.ANN;
import static dev.holdfast.roles.selfrole.MenuGuild.BEN;
import static dev.holdfast.roles.selfrole.MenuGuild.BLUE;
import static dev.holdfast.roles.selfrole.MenuGuild.RED;
import static dev.holdfast.roles.selfrole.MenuGuild.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.outbox.EffectResult;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.Event;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.MessageEvent;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.selfrole.EditState.Step;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ReactionsTest {

    private static final ChannelId CHANNEL = new ChannelId(7_000);
    private static final MessageId MESSAGE = new MessageId(9_001);
    private static final String PARTY = "party:123456789012345678";
    private static final GuildEvent.GuildSeen SEEN =
            new GuildEvent.GuildSeen(List.of(), List.of(), List.of(), false, List.of());

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject MenuPosts posts;
    @Inject ReactionEvents events;
    @Inject ReactionPicks picks;
    @Inject Assignments assignments;
    @Inject WorkerConnection worker;

    private MenuGuild guild;
    private long menu;

    @BeforeEach
    void aMenuIsPosted() {
        guild = new MenuGuild(commands);
        guild.member(ANN, false);
        guild.member(BEN, false);
        menu = guild.menu("Colors", Menu.Kind.REACTIONS, RED, BLUE);
    }

    @Test
    void everyRoleNeedsAnEmojiOfItsOwn() {
        assertSays(
                "Every role of “\u2068Colors\u2069” needs an emoji before you can post it. Add them with </menu edit>.",
                guild.ask(guild.asOwner("menu post").text("menu", "Colors")));
        look("🔴", RED);
        assertSays(
                "Another role of this menu has that emoji. Each needs its own.",
                guild.ask(guild.sent(EditState.of(Step.LOOK, menu).role(BLUE), fields("🔴"))));
    }

    @Test
    void theBotReactsFirst() {
        posted();
        assertEquals(2, guild.ordered("react"));
    }

    @Test
    void aReactionGivesAndItsEndTakes() {
        posted();
        handle(new MessageEvent.ReactionAdded(ANN, CHANNEL, MESSAGE, "🔴", false));
        handle(new MessageEvent.ReactionAdded(ANN, CHANNEL, MESSAGE, "🔴", false));
        handle(new MessageEvent.ReactionAdded(new UserId(5), CHANNEL, MESSAGE, "🔴", true));
        handle(new MessageEvent.ReactionAdded(ANN, CHANNEL, MESSAGE, "🍕", false));
        assertEquals("6001", guild.claims(ANN, menu));
        handle(
                new MessageEvent.ReactionAdded(
                        ANN, CHANNEL, MESSAGE, "party:123456789012345678", false));
        assertEquals("6001,6002", guild.claims(ANN, menu));
        handle(new MessageEvent.ReactionRemoved(ANN, CHANNEL, MESSAGE, "🔴"));
        assertEquals("6002", guild.claims(ANN, menu));
        assertEquals(2, guild.count("claim"), "of Ann alone");
    }

    @Test
    void aReactionElsewhereIsNone() {
        posted();
        handle(new MessageEvent.ReactionAdded(ANN, CHANNEL, new MessageId(1), "🔴", false));
        assertEquals("", guild.claims(ANN, menu));
    }

    @Test
    void afterAnOutageAllAreReadAgain() {
        posted();
        handle(SEEN);
        assertEquals(1, toBeRead());
    }

    @Test
    void whatEndedOtherwiseIsNotGivenAgain() {
        posted();
        react(ANN, "🔴");
        react(BEN, "🔴");
        run(work ->
                assignments.withdraw(
                        work,
                        ANN,
                        RED,
                        SelfroleFeature.ofMenu(menu),
                        "its time is over",
                        Urgency.PATIENT));
        handle(new MessageEvent.ReactionRemoved(BEN, CHANNEL, MESSAGE, "🔴"));
        give(RED, ANN, BEN);
        assertEquals("", guild.claims(ANN, menu), "her time is over");
        assertEquals("6001", guild.claims(BEN, menu), "he reacted anew");
        handle(new MessageEvent.ReactionRemoved(ANN, CHANNEL, MESSAGE, "🔴"));
        react(ANN, "🔴");
        assertEquals("6001", guild.claims(ANN, menu), "she picks it again");
    }

    @Test
    void whereOneIsAllowedTheLastPickStays() {
        guild.rule(menu, Step.MOST, "1");
        posted();
        react(ANN, PARTY);
        react(ANN, "🔴");
        give(RED, ANN);
        give(BLUE, ANN, BEN);
        assertEquals("6001", guild.claims(ANN, menu));
        assertEquals("6002", guild.claims(BEN, menu));
        handle(new MessageEvent.ReactionRemoved(ANN, CHANNEL, MESSAGE, "🔴"));
        give(BLUE, ANN);
        assertEquals("", guild.claims(ANN, menu), "it was swapped");
    }

    @Test
    void anOutageDuringAReadIsNotForgotten() {
        posted();
        handle(SEEN);
        var due = due();
        handle(SEEN);
        run(work -> PostStore.wasRead(work, due));
        assertEquals(1, toBeRead());
        run(work -> PostStore.wasRead(work, due()));
        assertEquals(0, toBeRead());
    }

    @Test
    void whatIsTakenBackDuringAReadIsReadAgain() {
        posted();
        react(ANN, "🔴");
        handle(SEEN);
        var due = due();
        handle(new MessageEvent.ReactionRemoved(ANN, CHANNEL, MESSAGE, "🔴"));
        give(RED, ANN);
        run(work -> PostStore.wasRead(work, due));
        assertEquals(1, toBeRead(), "the page was older");
        run(work -> PostStore.wasRead(work, due()));
        handle(new MessageEvent.ReactionRemoved(ANN, CHANNEL, MESSAGE, "🔴"));
        assertEquals(0, toBeRead(), "nothing is being read");
    }

    @Test
    void anEventThatWasRefusedBeforeIsReadAgainInstead() {
        posted();
        var added = new MessageEvent.ReactionAdded(ANN, CHANNEL, MESSAGE, "🔴", false);
        var note = new EventEnvelope(Asking.freshKey(), guild.id(), added);
        run(work -> events.handle(note.only(List.of(SelfroleFeature.NAME)), work));
        assertEquals("", guild.claims(ANN, menu));
        assertEquals(1, toBeRead());
    }

    @Test
    void whoIsNotKnownYetIsReadAgain() {
        posted();
        var stranger = new UserId(104);
        react(stranger, "🔴");
        assertEquals(0, toBeRead(), "all members are known");
        guild.admin()
                .execute(
                        "insert into walk (guild_id, last_read, due_at) values (%s, 5, now() + interval '1 minute')"
                                .formatted(guild.id()));
        react(stranger, "🔴");
        assertEquals(1, toBeRead());
        assertEquals("", guild.claims(stranger, menu));
    }

    @Test
    void whoDoesNotReactAnyMoreGivesItBackUnlessTheyPickedSince() {
        posted();
        handle(new MessageEvent.ReactionAdded(ANN, CHANNEL, MESSAGE, "🔴", false));
        handle(new MessageEvent.ReactionAdded(BEN, CHANNEL, MESSAGE, "🔴", false));
        missing(Set.of(), Instant.now().minusSeconds(60));
        assertEquals("6001", guild.claims(ANN, menu), "picked since");
        missing(Set.of(BEN), Instant.now().plusSeconds(60));
        assertEquals("", guild.claims(ANN, menu));
        assertEquals("6001", guild.claims(BEN, menu));
    }

    private void react(UserId user, String emoji) {
        handle(new MessageEvent.ReactionAdded(user, CHANNEL, MESSAGE, emoji, false));
    }

    /** A page says that they react. */
    private void give(RoleId role, UserId... users) {
        run(work ->
                picks.give(work, MenuStore.find(work, menu).orElseThrow(), List.of(users), role));
    }

    private long toBeRead() {
        return guild.count("(select * from menu_post where read_at is not null) as due");
    }

    private PostStore.Due due() {
        return PostStore.due(worker, 500).stream()
                .filter(each -> each.guild().equals(guild.id()))
                .findFirst()
                .orElseThrow();
    }

    private void run(Consumer<UnitOfWork> body) {
        new Units(units, guild.id()).run(body);
    }

    private void missing(Set<UserId> reacting, Instant asOf) {
        new Units(units, guild.id())
                .run(work ->
                        picks.missing(
                                work,
                                MenuStore.find(work, menu).orElseThrow(),
                                RED,
                                reacting,
                                asOf,
                                new UserId(0)));
    }

    private void look(String emoji, RoleId role) {
        guild.ask(guild.sent(EditState.of(Step.LOOK, menu).role(role), fields(emoji)));
    }

    private static Map<String, String> fields(String emoji) {
        return Map.of("emoji", emoji, "label", "", "text", "");
    }

    private void posted() {
        look("🔴", RED);
        look("<:party:123456789012345678>", BLUE);
        guild.ask(guild.asOwner("menu post").text("menu", "Colors"));
        var post =
                guild.admin()
                        .count("select max(post_id) from menu_post where guild_id = " + guild.id());
        var say = new Effect.Say(CHANNEL, Content.text("x"), null);
        var settled =
                new EffectResult(say, Long.toString(post), new EffectOutcome.Applied(MESSAGE));
        new Units(units, guild.id()).run(work -> posts.hear(settled, work));
    }

    private void handle(Event event) {
        var note = new EventEnvelope(Asking.freshKey(), guild.id(), event);
        new Units(units, guild.id()).run(work -> events.handle(note, work));
    }
}
