package dev.holdfast.roles.selfrole;

import static dev.holdfast.roles.selfrole.MenuGuild.ANN;
import static dev.holdfast.roles.selfrole.MenuGuild.BEN;
import static dev.holdfast.roles.selfrole.MenuGuild.BLUE;
import static dev.holdfast.roles.selfrole.MenuGuild.GREEN;
import static dev.holdfast.roles.selfrole.MenuGuild.RED;
import static dev.holdfast.roles.selfrole.MenuGuild.assertSays;
import static dev.holdfast.roles.selfrole.MenuGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.roles.selfrole.EditState.Step;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class MenuPressTest {

    @Inject Commands commands;

    private MenuGuild guild;

    @BeforeEach
    void inAGuild() {
        guild = new MenuGuild(commands);
    }

    @Test
    void aPressGivesAndTheNextOneTakes() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED, BLUE);
        assertSays("You now have <@&6001>.", guild.toggle(ANN, menu, RED));
        assertEquals("6001", guild.claims(ANN, menu));
        assertEquals(1, guild.wanted("have"));
        assertSays("You no longer have <@&6001>.", guild.toggle(ANN, menu, RED));
        assertEquals("", guild.claims(ANN, menu));
        assertEquals(1, guild.wanted("lack"));
        assertEquals("", guild.claims(BEN, menu));
    }

    @Test
    void aPressThatIsSentTwiceCountsOnce() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        var press = guild.pressing(ANN, PressState.toggle(menu, RED)).key(Asking.freshKey());
        assertEquals(guild.ask(press), guild.ask(press));
        assertEquals("6001", guild.claims(ANN, menu));
    }

    @Test
    void aRoleGivenByHandBecomesThePickOfWhoPressesIt() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        assertSays(
                "You had <@&6001> already. Pick it again to give it back.",
                guild.ask(guild.pressing(ANN, PressState.toggle(menu, RED)), RED));
        assertSays(
                "You no longer have <@&6001>.",
                guild.ask(guild.pressing(ANN, PressState.toggle(menu, RED)), RED));
    }

    @Test
    void oneAtATimeSwaps() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED, BLUE);
        guild.rule(menu, Step.MOST, "1");
        guild.toggle(ANN, menu, RED);
        assertSays(
                "You now have <@&6002>.\nYou no longer have <@&6001>.",
                guild.toggle(ANN, menu, BLUE));
        assertEquals("6002", guild.claims(ANN, menu));
    }

    @Test
    void overTheLimitSaysWhichToGiveBack() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED, BLUE, GREEN);
        guild.rule(menu, Step.MOST, "2");
        guild.toggle(ANN, menu, RED);
        guild.toggle(ANN, menu, BLUE);
        assertSays(
                "You can have up to 2 of these, and you have <@&6001>, <@&6002>. Give one back first.",
                guild.toggle(ANN, menu, GREEN));
        assertEquals("6001,6002", guild.claims(ANN, menu));
        guild.toggle(ANN, menu, RED);
        guild.toggle(ANN, menu, GREEN);
        assertEquals("6002,6003", guild.claims(ANN, menu));
    }

    @Test
    void aRoleThatIsGoneFromDiscordDoesNotCount() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED, BLUE, GREEN);
        guild.rule(menu, Step.MOST, "2");
        guild.toggle(ANN, menu, RED);
        guild.toggle(ANN, menu, BLUE);
        guild.admin()
                .execute(
                        "update guild_role set deleted_at = now() where guild_id = %s and role_id = %s"
                                .formatted(guild.id(), RED));
        assertSays("You now have <@&6003>.", guild.toggle(ANN, menu, GREEN));
    }

    @Test
    void aMissingRoleIsNamed() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        guild.rule(menu, Step.REQUIRED, GREEN.toString());
        assertSays(
                "You need <@&6003> before you can pick from this menu.",
                guild.toggle(ANN, menu, RED));
        guild.ask(guild.pressing(ANN, PressState.toggle(menu, RED)), GREEN);
        assertEquals("6001", guild.claims(ANN, menu));
        assertSays("You no longer have <@&6001>.", guild.toggle(ANN, menu, RED));
    }

    @Test
    void aRoleForAWhileEndsByItself() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        guild.ask(guild.sent(EditState.of(Step.LASTING, menu), Map.of("time", "7d")));
        var reply = words(guild.toggle(ANN, menu, RED));
        assertTrue(reply.startsWith("You now have <@&6001>.\nIt goes away <t:"), reply);
        var days =
                "select extract(day from until - written_at)::bigint from claim where guild_id = ";
        assertEquals(7, guild.admin().count(days + guild.id()));
    }

    @Test
    void pickingAgainKeepsWhereTheMenuSaysSo() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        guild.rule(menu, Step.KEEPS);
        guild.toggle(ANN, menu, RED);
        assertSays("You have that already. Nothing changed.", guild.toggle(ANN, menu, RED));
        assertEquals("6001", guild.claims(ANN, menu));
    }

    @Test
    void aListMeansExactlyWhatWasPicked() {
        var menu = guild.menu("Colors", Menu.Kind.SELECT, RED, BLUE, GREEN);
        assertSays("You now have <@&6001>, <@&6002>.", guild.pick(ANN, menu, RED, BLUE));
        assertSays(
                "You now have <@&6003>.\nYou no longer have <@&6001>.",
                guild.pick(ANN, menu, BLUE, GREEN));
        assertEquals("6002,6003", guild.claims(ANN, menu));
        guild.pick(ANN, menu);
        assertEquals("", guild.claims(ANN, menu));
    }

    @Test
    void overTwentyFiveRolesComeInPages() {
        var roles = guild.manyRoles(30);
        var menu =
                guild.menu("Games", Menu.Kind.BUTTONS, roles.subList(0, 25).toArray(RoleId[]::new));
        var more = roles.subList(25, 30).stream().map(RoleId::toString).toArray(String[]::new);
        guild.rule(menu, Step.ADD, more);
        var first =
                assertInstanceOf(
                        Reply.Whisper.class, guild.ask(guild.pressing(ANN, PressState.open(menu))));
        assertEquals(25, ((Select) first.content().rows().getFirst().getFirst()).options().size());
        assertEquals(1, first.content().rows().get(1).size());
        guild.ask(guild.pressing(ANN, PressState.ownPick(menu, 1), "8027"));
        var reply =
                assertInstanceOf(
                        Reply.Update.class,
                        guild.ask(
                                guild.pressing(ANN, PressState.ownPick(menu, 0), "8001", "8002")));
        assertEquals("8001,8002,8027", guild.claims(ANN, menu));
        assertTrue(words(reply).contains("You now have <@&8001>, <@&8002>."), words(reply));
        var select = (Select) reply.content().rows().getFirst().getFirst();
        assertEquals(2, select.options().stream().filter(Select.Option::chosen).count());
        var back = (Button) reply.content().rows().get(1).getFirst();
        assertEquals(PressState.ownPage(menu, 1), back.state());
    }

    @Test
    void whoHasYetToAcceptTheRulesOrVerifyCannotPick() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        guild.member(ANN, true);
        assertSays(
                "Accept this server’s rules first, then pick your roles.",
                guild.toggle(ANN, menu, RED));
        assertEquals("", guild.claims(ANN, menu));
    }

    @Test
    void aRoleThatWentAboveTheBotSaysSoAndTellsTheAdmins() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        guild.admin()
                .execute(
                        "update guild_role set position = 20 where guild_id = %s and role_id = %s"
                                .formatted(guild.id(), RED));
        assertSays(
                "I can’t give <@&6001> right now because it’s above my own role. I’ve told the admins.",
                guild.toggle(ANN, menu, RED));
        assertEquals("", guild.claims(ANN, menu));
        assertEquals(1, guild.ordered("tell-admins"));
    }

    @Test
    void aRoleThatGotPowerIsNotGivenUntilAnAdministratorSaysSo() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        guild.admin()
                .execute(
                        "update guild_role set permissions = 4 where guild_id = %s and role_id = %s"
                                .formatted(guild.id(), RED));
        var reply = words(guild.toggle(ANN, menu, RED));
        assertTrue(reply.startsWith("<@&6001> has new powers"), reply);
        assertEquals("", guild.claims(ANN, menu));
    }

    @Test
    void anotherGuildsMenuIsNone() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        var other = new MenuGuild(commands);
        assertSays(
                "This menu was deleted. You keep what you picked from it.",
                other.toggle(ANN, menu, RED));
        assertEquals(0, other.count("claim"));
        assertEquals(0, guild.count("claim"));
    }

    @Test
    void whatIsNotOnTheMenuIsNotGiven() {
        var menu = guild.menu("Colors", Menu.Kind.SELECT, RED);
        assertSays(
                "<@&6002> isn’t on this menu any more. Pick another role.",
                guild.toggle(ANN, menu, BLUE));
        assertSays(
                "<@&6002> isn’t on this menu any more. Pick another role.",
                guild.pick(ANN, menu, BLUE));
        assertEquals("", guild.claims(ANN, menu));
    }
}
