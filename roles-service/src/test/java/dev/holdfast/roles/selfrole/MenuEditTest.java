package dev.holdfast.roles.selfrole;

import static dev.holdfast.roles.selfrole.MenuGuild.ANN;
import static dev.holdfast.roles.selfrole.MenuGuild.BLUE;
import static dev.holdfast.roles.selfrole.MenuGuild.GREEN;
import static dev.holdfast.roles.selfrole.MenuGuild.MOD;
import static dev.holdfast.roles.selfrole.MenuGuild.OF_MODS;
import static dev.holdfast.roles.selfrole.MenuGuild.OWNER;
import static dev.holdfast.roles.selfrole.MenuGuild.POWER;
import static dev.holdfast.roles.selfrole.MenuGuild.RED;
import static dev.holdfast.roles.selfrole.MenuGuild.assertSays;
import static dev.holdfast.roles.selfrole.MenuGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.roles.selfrole.EditState.Step;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class MenuEditTest {

    @Inject Commands commands;

    private MenuGuild guild;

    @BeforeEach
    void inAGuild() {
        guild = new MenuGuild(commands);
    }

    @Test
    void aNewMenuOpensItsEditor() {
        var reply =
                guild.ask(
                        guild.asOwner("menu create")
                                .text("name", "Colors")
                                .text("kind", "buttons"));
        assertSays(
                "\u2068Colors\u2069\nMembers pick by: Buttons\nRules: Members can have as many as they like.\nPosted in: nowhere yet\nNo roles yet. Add some below.",
                reply);
        assertSays(
                "There’s already a menu called “\u2068COLORS\u2069”. Pick another name.",
                guild.ask(
                        guild.asOwner("menu create")
                                .text("name", "COLORS")
                                .text("kind", "select")));
        assertSays(
                "A menu needs a name that people can see.",
                guild.ask(
                        guild.asOwner("menu create")
                                .text("name", "\u200b\u3164")
                                .text("kind", "select")));
    }

    @Test
    void rolesAreAddedMovedAndRemoved() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED, BLUE, GREEN);
        assertEquals(List.of(RED, BLUE, GREEN), roles(menu));
        guild.rule(menu, Step.ADD, RED.toString());
        guild.ask(guild.edit(EditState.of(Step.UP, menu).role(GREEN)));
        guild.ask(guild.edit(EditState.of(Step.UP, menu).role(RED)));
        assertEquals(List.of(RED, GREEN, BLUE), roles(menu));
        guild.ask(guild.edit(EditState.of(Step.DOWN, menu).role(RED)));
        guild.ask(guild.edit(EditState.of(Step.REMOVE, menu).role(BLUE)));
        assertEquals(List.of(GREEN, RED), roles(menu));
        assertSays(
                "That role isn’t on this menu any more.",
                guild.ask(guild.edit(EditState.of(Step.UP, menu).role(BLUE))));
    }

    @Test
    void whatNobodyCouldGiveByHandIsNotAdded() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS);
        for (var role :
                List.of(guild.everyone(), MenuGuild.MANAGED, MenuGuild.ABOVE_BOT, new RoleId(4))) {
            var reply = guild.rule(menu, Step.ADD, RED.toString(), role.toString());
            assertInstanceOf(Reply.Refusal.class, reply);
        }
        assertEquals(List.of(), roles(menu));
        var high =
                guild.as(MOD, "menu edit")
                        .select(
                                MOD,
                                EditState.of(Step.ADD, menu).toString(),
                                MenuGuild.ABOVE_MOD.toString());
        assertInstanceOf(Reply.Refusal.class, guild.ask(high, OF_MODS));
        assertEquals(List.of(), roles(menu));
    }

    @Test
    void powerIsAddedByTypingItsName() {
        var menu = guild.menu("Staff", Menu.Kind.BUTTONS);
        var window =
                assertInstanceOf(Reply.Modal.class, guild.rule(menu, Step.ADD, POWER.toString()));
        var asked = EditState.parse(window.state());
        assertInstanceOf(Reply.Refusal.class, guild.ask(guild.sent(asked, Map.of("name", "no"))));
        assertInstanceOf(Reply.Update.class, guild.ask(guild.sent(asked, Map.of("name", "Power"))));
        assertEquals(List.of(POWER), roles(menu));
        assertInstanceOf(
                Reply.Whisper.class, guild.ask(guild.asOwner("menu post").text("menu", "staff")));
    }

    @Test
    void aRoleLooksAsItsEditorSays() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        var look = EditState.of(Step.LOOK, menu).role(RED);
        assertInstanceOf(Reply.Modal.class, guild.ask(guild.edit(look)));
        guild.ask(guild.sent(look, Map.of("emoji", "🎨", "label", "Artist", "text", "You paint")));
        var shown = words(guild.ask(guild.asOwner("menu edit").text("menu", "colors")));
        assertTrue(
                shown.contains("🎨 <@&6001> · \u2068You paint\u2069 · “\u2068Artist\u2069”"),
                shown);
        for (var nonsense : List.of("abc", ":x:", "5", "🎨🎨", "<:a:1>")) {
            var reply =
                    guild.ask(guild.sent(look, Map.of("emoji", nonsense, "label", "", "text", "")));
            assertTrue(words(reply).startsWith("I can’t show “"), words(reply));
        }
    }

    @Test
    void nonsenseDurationsAreRefused() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        var lasting = EditState.of(Step.LASTING, menu);
        assertTrue(
                words(guild.ask(guild.sent(lasting, Map.of("time", "soon"))))
                        .startsWith("I couldn’t read"));
        guild.ask(guild.sent(lasting, Map.of("time", "1w")));
        assertEquals(
                10_080,
                guild.admin()
                        .count("select lasting_minutes from menu where guild_id = " + guild.id()));
        guild.ask(guild.sent(lasting, Map.of("time", "")));
        assertEquals(
                0,
                guild.admin()
                        .count(
                                "select count(lasting_minutes) from menu where guild_id = "
                                        + guild.id()));
    }

    @Test
    void aMenuWithoutRolesIsNotPosted() {
        guild.menu("Colors", Menu.Kind.BUTTONS);
        assertSays(
                "“\u2068Colors\u2069” has no roles to pick yet. Add some with </menu edit>.",
                guild.ask(guild.asOwner("menu post").text("menu", "Colors")));
        assertSays(
                "There’s no menu called “\u2068Nope\u2069”. See </menu list> for those there are.",
                guild.ask(guild.asOwner("menu post").text("menu", "Nope")));
        assertEquals(0, guild.count("menu_post"));
    }

    @Test
    void whoMayNotGiveARoleDoesNotPostIt() {
        guild.menu("Colors", Menu.Kind.BUTTONS, RED, MenuGuild.ABOVE_MOD);
        var post = guild.as(MOD, "menu post").text("menu", "Colors");
        assertInstanceOf(Reply.Refusal.class, guild.ask(post, OF_MODS));
        assertEquals(0, guild.ordered("say"));
    }

    @Test
    void membersMayNotEdit() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        var press =
                Asking.in(guild.id())
                        .by(ANN)
                        .command("menu edit")
                        .button(ANN, EditState.of(Step.REMOVE, menu).role(RED).toString());
        assertInstanceOf(Reply.Refusal.class, guild.ask(press));
        assertEquals(List.of(RED), roles(menu));
    }

    @Test
    void anotherGuildsEditorChangesNothing() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        var other = new MenuGuild(commands);
        assertSays(
                "This menu was deleted. Bring it back with </menu restore>.",
                other.ask(other.edit(EditState.of(Step.REMOVE, menu).role(RED))));
        assertEquals(List.of(RED), roles(menu));
    }

    @Test
    void isDeletedAfterAskingAndRestoredWithAllItHad() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED, BLUE);
        guild.toggle(ANN, menu, RED);
        var delete = guild.asOwner("menu delete").text("menu", "Colors");
        assertSays(
                "“\u2068Colors\u2069” is deleted. You can bring it back for 30 days with </menu restore>.",
                guild.confirmed(delete));
        assertEquals("6001", guild.claims(ANN, menu), "members keep what they picked");
        assertSays(
                "This menu was deleted. You keep what you picked from it.",
                guild.toggle(ANN, menu, RED));
        assertTrue(
                words(guild.ask(guild.asOwner("menu list")))
                        .contains("Deleted, and can be brought back"));
        guild.ask(guild.asOwner("menu restore").text("menu", "colors"));
        assertEquals(List.of(RED, BLUE), roles(menu));
        assertSays("You no longer have <@&6001>.", guild.toggle(ANN, menu, RED));
    }

    @Test
    void aNameThatIsTakenMeanwhileIsNotRestored() {
        guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        guild.confirmed(guild.asOwner("menu delete").text("menu", "Colors"));
        guild.menu("Colors", Menu.Kind.SELECT, BLUE);
        assertSays(
                "There’s already a menu called “\u2068colors\u2069”. Pick another name.",
                guild.ask(guild.asOwner("menu restore").text("menu", "colors")));
        assertSays(
                "No menu called “\u2068nope\u2069” was deleted in the last 30 days.",
                guild.ask(guild.asOwner("menu restore").text("menu", "nope")));
    }

    @Test
    void everyStepLeadsBackToTheEditor() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        for (var step : List.of(Step.SHOW, Step.RULES, Step.KEEPS)) {
            assertInstanceOf(Reply.Update.class, guild.rule(menu, step));
        }
        assertInstanceOf(Reply.Update.class, guild.rule(menu, Step.PICK, RED.toString()));
        assertInstanceOf(Reply.Modal.class, guild.rule(menu, Step.TEXT));
        var text = EditState.of(Step.TEXT, menu);
        guild.ask(guild.sent(text, Map.of("name", "Shades", "text", "Pick **one**")));
        var shown = words(guild.ask(guild.asOwner("menu edit").text("menu", "shades")));
        assertTrue(shown.contains("Text: \u2068Pick \\*\\*one\\*\\*\u2069"), shown);
        assertEquals(OWNER.value(), 1);
    }

    private List<RoleId> roles(long menu) {
        return guild
                .admin()
                .list(
                        "select role_id from menu_role where menu_id = %d order by place"
                                .formatted(menu),
                        Long.class)
                .stream()
                .map(RoleId::new)
                .toList();
    }
}
