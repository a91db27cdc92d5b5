package dev.holdfast.roles.selfrole;

import static dev.holdfast.roles.selfrole.MenuGuild.ANN;
import static dev.holdfast.roles.selfrole.MenuGuild.BLUE;
import static dev.holdfast.roles.selfrole.MenuGuild.GREEN;
import static dev.holdfast.roles.selfrole.MenuGuild.OWNER;
import static dev.holdfast.roles.selfrole.MenuGuild.POWER;
import static dev.holdfast.roles.selfrole.MenuGuild.RED;
import static dev.holdfast.roles.selfrole.MenuGuild.assertSays;
import static dev.holdfast.roles.selfrole.MenuGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.MemberState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ArrivalsTest {

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject Arrivals arrivals;
    @Inject Assignments assignments;

    private MenuGuild guild;

    @BeforeEach
    void newcomersGetRed() {
        guild = new MenuGuild(commands);
        guild.ask(guild.asOwner("roles autorole").select(OWNER, "people", RED.toString()));
    }

    @Test
    void theCardShowsWhatIsSet() {
        guild.ask(guild.asOwner("roles autorole").select(OWNER, "bots", BLUE.toString()));
        assertSays(
                """
                Roles for newcomers
                People: <@&6001>
                Bots: <@&6002>
                People get them once they’ve accepted the server’s rules.
                A moderator who takes one off has the last word. Delay and sticky roles are in </role settings>.\
                """,
                guild.ask(guild.asOwner("roles autorole")));
    }

    @Test
    void powerAndWhatNobodyCanGiveIsRefused() {
        for (var role :
                new RoleId[] {POWER, guild.everyone(), MenuGuild.MANAGED, MenuGuild.ABOVE_BOT}) {
            guild.ask(guild.asOwner("roles autorole").select(OWNER, "people", role.toString()));
        }
        assertEquals(1, guild.count("autorole"));
        assertSays(
                "<@&6004> comes with power, so nobody gets it just by joining. Give it by hand.",
                guild.ask(
                        guild.asOwner("roles autorole").select(OWNER, "people", POWER.toString())));
    }

    @Test
    void whoJoinsGetsThem() {
        change(null, member(false));
        assertEquals("6001", claims("auto"));
    }

    @Test
    void whoWasBackBeforeWeHeardThatTheyLeftGetsThem() {
        change(null, member(false));
        var back = Instant.now();
        change(member(false), null);
        assertEquals("", claims("auto"));
        change(null, state(back, false, false));
        assertEquals("6001", claims("auto"));
    }

    @Test
    void whoHasYetToAcceptTheRulesWaits() {
        change(null, member(true));
        assertEquals("", claims("auto"));
        change(member(true), member(false));
        assertEquals("6001", claims("auto"));
    }

    @Test
    void whoWasHereBeforeGetsNone() {
        var joined = Instant.now().minus(Duration.ofHours(1));
        change(null, state(joined, false, false));
        assertEquals("", claims("auto"), "joined before there were any");
        change(member(false), member(false, BLUE));
        assertEquals("", claims("auto"), "no arrival");
    }

    @Test
    void botsGetTheirOwn() {
        guild.ask(guild.asOwner("roles autorole").select(OWNER, "bots", BLUE.toString()));
        change(null, state(soon(), true, false));
        assertEquals("6002", claims("auto"));
    }

    @Test
    void whoeverIsNotVerifiedWaitsForThat() {
        guild.verificationIsOn();
        change(null, member(false));
        assertEquals("", claims("auto"));
        guild.verify(ANN);
        guild.member(ANN, false);
        verified();
        assertEquals("6001", claims("auto"));
    }

    @Test
    void aDelayIsATimerThatTheNextArrivalOutlives() {
        setting("autorole-delay", "10m");
        guild.member(ANN, false);
        change(null, member(false));
        assertEquals("", claims("auto"));
        assertEquals(
                1,
                guild.admin()
                        .count(
                                "select count(*) from timer where kind = 'autorole' and guild_id = "
                                        + guild.id()));
        new Units(units, guild.id())
                .run(work -> {
                    var now = arrivals.generation(ANN.toString(), work).orElseThrow();
                    arrivals.run(
                            new DueTimer(
                                    new Timer("autorole", ANN.toString(), work.now(), now, ""),
                                    Duration.ZERO,
                                    false),
                            work);
                    assertEquals(
                            Optional.empty(),
                            arrivals.generation("777", work).stream().boxed().findFirst());
                });
        assertEquals("6001", claims("auto"));
    }

    @Test
    void stickyRolesComeBackOnceAndOnlyHarmlessOnes() {
        setting("sticky-roles", "yes");
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, GREEN);
        guild.toggle(ANN, menu, GREEN);
        var had = member(false, BLUE, GREEN, POWER, MenuGuild.MANAGED, MenuGuild.ABOVE_BOT);
        change(had, null);
        assertEquals("", guild.claims(ANN, menu), "they left");
        assertEquals(3, guild.count("sticky_role"), "one waits until the bot can give it");
        change(null, member(true));
        assertEquals("", claims("sticky"), "behind the rules");
        change(member(true), member(false));
        assertEquals("6002,6006", claims("sticky"));
        assertEquals("6003", guild.claims(ANN, menu), "a pick counts for its menu again");
        assertEquals(0, guild.count("sticky_role"));
    }

    @Test
    void aPickForAWhileDoesNotComeBackForGood() {
        setting("sticky-roles", "yes");
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, GREEN);
        guild.ask(guild.sent(EditState.of(EditState.Step.LASTING, menu), Map.of("time", "7d")));
        guild.toggle(ANN, menu, GREEN);
        change(member(false, GREEN), null);
        change(null, member(false));
        assertEquals("", guild.claims(ANN, menu));
        assertEquals("", claims("sticky"));
    }

    @Test
    void aPickThatTheyDoNotHaveYetEndsWithLeavingToo() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, GREEN);
        guild.toggle(ANN, menu, GREEN);
        change(member(false), null);
        assertEquals("", guild.claims(ANN, menu));
    }

    @Test
    void whatWasTakenFromThemStaysTakenWhenTheyVerifyAnew() {
        change(null, state(Instant.now().minusSeconds(60), false, true));
        guild.member(ANN, false);
        verified();
        assertEquals("6001", claims("auto"));
        new Units(units, guild.id())
                .run(work ->
                        assignments.withdraw(
                                work,
                                ANN,
                                RED,
                                SelfroleFeature.AUTOMATIC,
                                "taken by hand",
                                Urgency.PATIENT));
        verified();
        assertEquals("", claims("auto"));
    }

    private void verified() {
        new Units(units, guild.id()).run(work -> arrivals.changed(ANN, true, work));
    }

    @Test
    void whatGotPowerMeanwhileStaysAway() {
        setting("sticky-roles", "yes");
        change(member(false, BLUE), null);
        guild.admin()
                .execute(
                        "update guild_role set permissions = %d where guild_id = %s and role_id = %s"
                                .formatted(Permission.MANAGE_GUILD.bit(), guild.id(), BLUE));
        change(null, member(false));
        assertEquals("", claims("sticky"));
    }

    @Test
    void afterAYearNothingComesBack() {
        setting("sticky-roles", "yes");
        change(member(false, BLUE), null);
        guild.admin()
                .execute(
                        "update sticky_role set left_at = now() - interval '366 days' where guild_id = "
                                + guild.id());
        change(null, member(false));
        assertEquals("", claims("sticky"));
    }

    @Test
    void whereRolesAreNotStickyPicksEndWithLeaving() {
        var menu = guild.menu("Colors", Menu.Kind.BUTTONS, GREEN);
        guild.toggle(ANN, menu, GREEN);
        change(member(false, GREEN), null);
        change(null, member(false));
        assertEquals("", guild.claims(ANN, menu));
        assertEquals(0, guild.count("sticky_role"));
    }

    private void setting(String key, String value) {
        var asking = guild.asOwner("role settings").allowed(Permission.MANAGE_GUILD);
        var reply =
                guild.ask(
                        "yes".equals(value)
                                ? asking.option(
                                        key, new dev.holdfast.kit.protocol.OptionValue.Flag(true))
                                : asking.text(key, value));
        assertTrue(words(reply).startsWith("Settings saved"), words(reply));
    }

    private void change(MemberState before, MemberState after) {
        new Units(units, guild.id())
                .run(work ->
                        arrivals.changed(
                                Optional.ofNullable(before), Optional.ofNullable(after), work));
    }

    private static MemberState member(boolean pending, RoleId... roles) {
        return state(soon(), false, pending, roles);
    }

    /** After newcomers' roles were set, whatever the clocks say. */
    private static Instant soon() {
        return Instant.now().plusSeconds(5);
    }

    private static MemberState state(
            Instant joined, boolean bot, boolean pending, RoleId... roles) {
        return new MemberState(ANN, bot, Set.of(roles), joined, pending, null, joined);
    }

    private String claims(String source) {
        return claims(ANN, source);
    }

    private String claims(UserId user, String source) {
        return String.join(
                ",",
                guild.admin()
                        .list(
                                "select role_id::text from claim where guild_id = %s and user_id = %s and source = 'selfrole:%s' and withdrawn_at is null order by role_id"
                                        .formatted(guild.id(), user, source),
                                String.class));
    }
}
