package dev.holdfast.roles.selfrole;

import static dev.holdfast.roles.selfrole.MenuGuild.ANN;
import static dev.holdfast.roles.selfrole.MenuGuild.BEN;
import static dev.holdfast.roles.selfrole.MenuGuild.BLUE;
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
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class TempRoleTest {

    @Inject Commands commands;

    private MenuGuild guild;

    @BeforeEach
    void inAGuild() {
        guild = new MenuGuild(commands);
    }

    @Test
    void givesARoleWithAnEnd() {
        var reply = guild.ask(guild.temprole(OWNER, ANN, RED, "2h"));
        assertTrue(words(reply).startsWith("Temporary role\n<@&6001>\nUntil: <t:"), words(reply));
        assertEquals(7_200, seconds(ANN, RED));
        assertEquals(1, guild.ordered("give-role"));
    }

    @Test
    void anotherTimeIsTheNewEndAndSaysBoth() {
        guild.ask(guild.temprole(OWNER, ANN, RED, "2h"));
        var reply = guild.ask(guild.temprole(OWNER, ANN, RED, "1 w"));
        assertTrue(words(reply).contains(":f> → **<t:"), words(reply));
        assertEquals(604_800, seconds(ANN, RED));
    }

    @Test
    void theSamePressCountsOnce() {
        var asking = guild.temprole(OWNER, ANN, RED, "2h").key(Asking.freshKey());
        var first = guild.ask(asking);
        assertEquals(first, guild.ask(asking));
        assertEquals(
                1,
                guild.admin().count("select generation from claim where guild_id = " + guild.id()));
    }

    @Test
    void nonsenseIsRefusedInASentence() {
        var unreadable =
                "I couldn’t read “\u2068%s\u2069” as a length of time. Write it like 30m, 12h, 7d or 2w.";
        for (var nonsense : new String[] {"soon", "10d spam", "999999999d", "1e3h"}) {
            assertSays(
                    unreadable.formatted(nonsense),
                    guild.ask(guild.temprole(OWNER, ANN, RED, nonsense)));
        }
        for (var bounds : new String[] {"0m", "366d", "2y"}) {
            assertSays(
                    "A role can last from 1 minute to 1 year. Pick a time in between.",
                    guild.ask(guild.temprole(OWNER, ANN, RED, bounds)));
        }
        assertEquals(0, guild.count("claim"));
        assertEquals(0, guild.count("outbox"));
    }

    @Test
    void whatNobodyCouldGiveByHandIsRefused() {
        for (var role :
                new RoleId[] {
                    guild.everyone(), MenuGuild.MANAGED, MenuGuild.ABOVE_BOT, new RoleId(4)
                }) {
            assertInstanceOf(
                    Reply.Refusal.class, guild.ask(guild.temprole(OWNER, ANN, role, "2h")));
        }
        assertSays(
                "<@&6007> isn’t below your highest role, so you can’t have me give it. Ask somebody with a higher role.",
                guild.ask(guild.temprole(MOD, ANN, MenuGuild.ABOVE_MOD, "2h"), OF_MODS));
        assertInstanceOf(
                Reply.Refusal.class, guild.ask(guild.temprole(MOD, ANN, POWER, "2h"), OF_MODS));
        assertEquals(0, guild.count("claim"));
    }

    @Test
    void powerIsConfirmedByTypingItsName() {
        var window =
                assertInstanceOf(
                        Reply.Modal.class, guild.ask(guild.temprole(OWNER, ANN, POWER, "2h")));
        var sent = guild.as(OWNER, "temprole");
        assertInstanceOf(
                Reply.Refusal.class,
                guild.ask(sent.modal(OWNER, window.state(), Map.of("name", "Powder"))));
        assertEquals(0, guild.count("claim"));
        assertInstanceOf(
                Reply.Whisper.class,
                guild.ask(sent.modal(OWNER, window.state(), Map.of("name", "power"))));
        assertEquals(7_200, seconds(ANN, POWER));
    }

    @Test
    void whoIsNotInTheServerGetsNone() {
        var asking =
                guild.as(OWNER, "temprole")
                        .outsider("member", ANN)
                        .option("role", new OptionValue.Role(RED, "Red"))
                        .text("time", "2h");
        assertSays("<@101> isn’t in this server. Pick somebody who is.", guild.ask(asking));
    }

    @Test
    void membersMayNot() {
        var asking =
                Asking.in(guild.id())
                        .by(ANN)
                        .command("temprole")
                        .person("member", ANN)
                        .option("role", new OptionValue.Role(RED, "Red"))
                        .text("time", "2h");
        assertInstanceOf(Reply.Refusal.class, guild.ask(asking));
        assertEquals(0, guild.count("claim"));
    }

    @Test
    void isListedAndEndedEarly() {
        assertSays(
                "Temporary roles\nNobody has a temporary role right now. Give one with </temprole>.",
                guild.ask(guild.asOwner("roles temporary")));
        guild.ask(guild.temprole(OWNER, ANN, RED, "2h"));
        guild.ask(guild.temprole(OWNER, BEN, RED, "1h"));
        guild.ask(guild.temprole(OWNER, BEN, BLUE, "3h"));
        var list = words(guild.ask(guild.asOwner("roles temporary")));
        assertTrue(list.indexOf("<@102> has <@&6001>") < list.indexOf("<@101> has <@&6001>"), list);
        var used = guild.as(OWNER, "temprole");
        assertSays(
                "Temporary role ended\n<@101> no longer has <@&6001>.",
                guild.ask(used.select(OWNER, "s:", ANN.toString())));
        assertSays(
                "<@101> has no temporary role.",
                guild.ask(used.select(OWNER, "s:", ANN.toString())));
        var which = words(guild.ask(used.select(OWNER, "s:", BEN.toString())));
        assertTrue(which.startsWith("Which role ends?"), which);
        var end = "e:%s:%s".formatted(Ids.write(BEN.value()), Ids.write(BLUE.value()));
        assertInstanceOf(Reply.Update.class, guild.ask(used.button(OWNER, end)));
        assertSays(
                "<@102>’s temporary <@&6002> has ended already.",
                guild.ask(used.button(OWNER, end)));
        assertEquals(2, guild.wanted("lack"));
        assertEquals(5, guild.count("audit"));
    }

    @Test
    void whatSomethingElseGivesStays() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED);
        guild.toggle(ANN, menu, RED);
        guild.ask(guild.temprole(OWNER, ANN, RED, "2h"));
        assertSays(
                "Temporary role ended\n<@101> keeps <@&6001>, because something else gives it too.",
                guild.ask(guild.as(OWNER, "temprole").select(OWNER, "s:", ANN.toString())));
    }

    /** Planted bug: a moderator takes a role above their own through the bot. */
    @Test
    void aRoleAboveOnesOwnIsNotEndedEarly() {
        guild.ask(guild.temprole(OWNER, ANN, MenuGuild.ABOVE_MOD, "2h"));
        guild.ask(guild.temprole(OWNER, BEN, RED, "2h"));
        var used = guild.as(MOD, "temprole");
        var end = "e:%s:%s".formatted(Ids.write(ANN.value()), Ids.write(6_007));
        for (var asking : List.of(used.button(MOD, end), used.select(MOD, "s:", ANN.toString()))) {
            assertSays(
                    "<@&6007> isn’t below your highest role, so you can’t have me take it. Ask somebody with a higher role.",
                    guild.ask(asking, OF_MODS));
        }
        assertEquals(0, guild.wanted("lack"));
        assertEquals(7_200, seconds(ANN, MenuGuild.ABOVE_MOD));
        assertEquals(2, guild.count("audit"));
        assertSays(
                "Temporary role ended\n<@102> no longer has <@&6001>.",
                guild.ask(used.select(MOD, "s:", BEN.toString()), OF_MODS));
    }

    /** From its beginning to its end. */
    private long seconds(UserId user, RoleId role) {
        return guild.admin()
                .count(
                        "select extract(epoch from until - written_at)::bigint from claim where guild_id = %s and user_id = %s and role_id = %s and source = 'selfrole:temp'"
                                .formatted(guild.id(), user, role));
    }
}
