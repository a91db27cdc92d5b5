package dev.holdfast.roles.selfrole;

import static dev.holdfast.roles.selfrole.MenuGuild.ANN;
import static dev.holdfast.roles.selfrole.MenuGuild.BLUE;
import static dev.holdfast.roles.selfrole.MenuGuild.RED;
import static dev.holdfast.roles.selfrole.MenuGuild.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Event;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.MessageEvent;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.roles.RowSecurityOff;
import dev.holdfast.roles.selfrole.EditState.Step;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another guild's menu is none here, even where the database would show its rows. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ForeignControlsTest {

    private static final ChannelId CHANNEL = new ChannelId(7_000);
    private static final MessageId MESSAGE = new MessageId(9_001);

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject ReactionEvents reactions;
    @Inject GoneMessages gone;

    private MenuGuild theirs;
    private MenuGuild guild;
    private long menu;
    private RowSecurityOff off;
    private String before;

    @BeforeEach
    void anotherGuildHasAMenu() {
        theirs = new MenuGuild(commands);
        guild = new MenuGuild(commands);
        guild.member(ANN, false);
        menu = theirs.menu("Theirs", Menu.Kind.REACTIONS, RED, BLUE);
        theirs.admin()
                .execute(
                        """
                        update menu_role set emoji = case when role_id = %s then '🔴' else '🔵' end where guild_id = %s;
                        insert into menu_post (guild_id, menu_id, channel_id, message_id, revision, busy, posted_at)
                        values (%2$s, %s, %s, %s, 1, false, now())
                        """
                                .formatted(RED, theirs.id(), menu, CHANNEL, MESSAGE));
        before = theirState();
        off = new RowSecurityOff("menu", "menu_role", "menu_post");
    }

    @AfterEach
    void itIsAsItWas() {
        off.close();
        assertEquals(before, theirState());
        assertEquals(0, guild.count("claim"));
        assertEquals(0, theirs.count("claim"));
    }

    @Test
    void aPressGivesNothing() {
        var gone = "This menu was deleted. You keep what you picked from it.";
        assertSays(gone, guild.toggle(ANN, menu, RED));
        assertSays(gone, guild.pick(ANN, menu, RED));
        assertSays(gone, guild.ask(guild.pressing(ANN, PressState.open(menu))));
    }

    @Test
    void noStepOfTheEditorChangesIt() {
        for (var step : Step.values()) {
            var state = EditState.of(step, menu).role(RED);
            assertSays(
                    "This menu was deleted. Bring it back with </menu restore>.",
                    guild.ask(guild.edit(state, BLUE.toString())));
        }
    }

    @Test
    void itsNameIsNotKnown() {
        for (var command : List.of("menu post", "menu edit", "menu delete")) {
            assertSays(
                    "There’s no menu called “\u2068Theirs\u2069”. See </menu list> for those there are.",
                    guild.ask(guild.asOwner(command).text("menu", "Theirs")));
        }
    }

    @Test
    void itsMessageAndItsChannelAreNotOurs() {
        handle(new MessageEvent.ReactionAdded(ANN, CHANNEL, MESSAGE, "🔴", false));
        handle(new MessageEvent.ReactionsCleared(CHANNEL, MESSAGE, null));
        handle(new GuildEvent.GuildSeen(List.of(), List.of(), List.of(), false, List.of()));
        handle(new MessageEvent.MessageDeleted(CHANNEL, MESSAGE));
        handle(new GuildEvent.ChannelDeleted(CHANNEL));
    }

    private String theirState() {
        return theirs.admin()
                .list(
                        """
                        select menu::text || menu_role::text || menu_post::text
                        from menu join menu_role using (guild_id, menu_id) join menu_post using (guild_id, menu_id)
                        where guild_id = %s order by place
                        """
                                .formatted(theirs.id()),
                        String.class)
                .toString();
    }

    private void handle(Event event) {
        var note = new EventEnvelope(Asking.freshKey(), guild.id(), event);
        new Units(units, guild.id())
                .run(work -> {
                    reactions.handle(note, work);
                    gone.handle(note, work);
                });
    }
}
