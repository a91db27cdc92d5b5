package dev.holdfast.roles.selfrole;

import static dev.holdfast.roles.selfrole.MenuGuild.BLUE;
import static dev.holdfast.roles.selfrole.MenuGuild.RED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.outbox.EffectResult;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.EffectOutcome.Cause;
import dev.holdfast.kit.protocol.Event;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.MessageEvent;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.restore.RestoredRows;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.roles.assignment.KnownRole;
import dev.holdfast.roles.selfrole.EditState.Step;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class MenuPostsTest {

    private static final ChannelId CHANNEL = new ChannelId(7_000);
    private static final MessageId MESSAGE = new MessageId(9_000);

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject MenuPosts posts;
    @Inject GoneMessages gone;
    @Inject MenuRoleChanges roleChanges;
    @Inject RestoredMenus restored;

    private MenuGuild guild;
    private long menu;

    @BeforeEach
    void aMenuIsOnItsWay() {
        guild = new MenuGuild(commands);
        menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        guild.ask(guild.asOwner("menu post").text("menu", "Colors"));
        assertEquals(1, guild.ordered("say"));
    }

    @Test
    void anEditedMenuEditsItsMessageOneAtATime() {
        guild.rule(menu, Step.MOST, "1");
        assertEquals(0, guild.ordered("edit"), "not there yet");
        applied();
        assertEquals(1, guild.ordered("edit"), "it changed on the way");
        guild.rule(menu, Step.MOST, "2");
        guild.rule(menu, Step.ADD, BLUE.toString());
        assertEquals(1, guild.ordered("edit"), "one is under way");
        applied();
        assertEquals(2, guild.ordered("edit"));
        applied();
        assertEquals(2, guild.ordered("edit"));
        assertEquals(
                0,
                guild.admin()
                        .count(
                                "select count(*) from menu_post where guild_id = %s and busy"
                                        .formatted(guild.id())));
    }

    @Test
    void aMessageThatIsGoneIsForgottenAndTheMenuStays() {
        applied();
        handle(new MessageEvent.MessageDeleted(CHANNEL, MESSAGE));
        assertEquals(0, guild.count("menu_post"));
        assertEquals(1, guild.count("menu_role"));
        guild.ask(guild.asOwner("menu post").text("menu", "Colors"));
        assertEquals(2, guild.ordered("say"));
    }

    @Test
    void aChannelThatIsGoneTakesItsMessagesAlong() {
        applied();
        handle(new GuildEvent.ChannelDeleted(CHANNEL));
        assertEquals(0, guild.count("menu_post"));
        assertEquals(1, guild.count("menu"));
    }

    @Test
    void anEditThatFindsNoMessageForgetsIt() {
        applied();
        guild.rule(menu, Step.MOST, "1");
        hear(new EffectOutcome.Refused(Cause.GONE, "gone"));
        assertEquals(0, guild.count("menu_post"));
    }

    /** Planted bug: its message is there, and nobody hears its reactions any more. */
    @Test
    void anEditThatExpiresKeepsItsMessage() {
        applied();
        guild.rule(menu, Step.MOST, "1");
        hear(new EffectOutcome.Expired());
        assertEquals(
                1,
                guild.admin()
                        .count(
                                "select count(*) from menu_post where message_id = 9000 and not busy and guild_id = "
                                        + guild.id()));
        guild.rule(menu, Step.MOST, "2");
        assertEquals(2, guild.ordered("edit"));
    }

    @Test
    void aMessageThatExpiresIsForgotten() {
        hear(new EffectOutcome.Expired());
        assertEquals(0, guild.count("menu_post"));
        assertEquals(1, guild.count("menu"));
    }

    @Test
    void aRestoredMenuIsDrawnAgainAndPostedAnewWhereItsMessageIsGone() {
        applied();
        var rows = new RestoredRows(1, Set.of(SelfroleFeature.NAME), Instant.EPOCH);
        new Units(units, guild.id()).run(work -> restored.restored(rows, work));
        assertEquals(1, guild.ordered("edit"));
        hear(new EffectOutcome.Refused(Cause.GONE, "gone"), ":anew");
        assertEquals(2, guild.ordered("say"));
        assertEquals(1, guild.count("menu_post"));
        applied();
        assertEquals(
                1,
                guild.admin()
                        .count(
                                "select count(*) from menu_post where message_id = 9000 and guild_id = "
                                        + guild.id()));
    }

    @Test
    void whatDiscordDoesNotTakeIsNotPosted() {
        hear(new EffectOutcome.Refused(Cause.FORBIDDEN, "I may not write there."));
        assertEquals(0, guild.count("menu_post"));
        assertEquals(1, guild.count("menu"));
    }

    @Test
    void aChannelThatIsGoneBeforeIsToldToTheAdmins() {
        hear(new EffectOutcome.Refused(Cause.GONE, "gone"));
        assertEquals(0, guild.count("menu_post"));
        assertEquals(1, guild.ordered("tell-admins"));
    }

    @Test
    void aDeletedMenuTakesItsMessagesAlong() {
        applied();
        guild.confirmed(guild.asOwner("menu delete").text("menu", "Colors"));
        assertEquals(1, guild.ordered("delete"));
    }

    @Test
    void aMenuThatIsDeletedOnTheWayIsTakenBack() {
        guild.confirmed(guild.asOwner("menu delete").text("menu", "Colors"));
        assertEquals(0, guild.ordered("delete"));
        applied();
        assertEquals(1, guild.ordered("delete"));
        assertEquals(0, guild.count("menu_post"));
    }

    @Test
    void aDeletedRoleIsLeftOutAndMarked() {
        applied();
        guild.rule(menu, Step.ADD, BLUE.toString());
        applied();
        guild.admin()
                .execute(
                        "update guild_role set deleted_at = now() where guild_id = %s and role_id = %s"
                                .formatted(guild.id(), RED));
        var red = new KnownRole(RED, "Red", 1, Permissions.NONE, false, true);
        new Units(units, guild.id()).run(work -> roleChanges.changed(red, work));
        new Units(units, guild.id()).run(work -> roleChanges.changed(red, work));
        assertEquals(2, guild.ordered("edit"));
        var edit =
                guild.admin()
                        .list(
                                "select effect::text from outbox where guild_id = %s and effect ->> 'kind' = 'edit' order by effect_id desc limit 1"
                                        .formatted(guild.id()),
                                String.class)
                        .getFirst();
        assertTrue(edit.contains("Blue") && !edit.contains("Red"), edit);
        var editor = MenuGuild.words(guild.ask(guild.asOwner("menu edit").text("menu", "Colors")));
        assertTrue(
                editor.contains("⚠️ \u2068Red\u2069 was deleted on Discord. Members don’t see it."),
                editor);
    }

    private void applied() {
        hear(new EffectOutcome.Applied(MESSAGE));
    }

    /** What came of the last thing that was ordered for the post. */
    private void hear(EffectOutcome outcome) {
        hear(outcome, "");
    }

    private void hear(EffectOutcome outcome, String note) {
        var post =
                guild.admin()
                        .count("select max(post_id) from menu_post where guild_id = " + guild.id());
        var effect = new Effect.Say(CHANNEL, Content.text("x"), null);
        var settled = new EffectResult(effect, post + note, outcome);
        new Units(units, guild.id()).run(work -> posts.hear(settled, work));
    }

    private void handle(Event event) {
        var note = new EventEnvelope(Asking.freshKey(), guild.id(), event);
        new Units(units, guild.id()).run(work -> gone.handle(note, work));
    }
}
