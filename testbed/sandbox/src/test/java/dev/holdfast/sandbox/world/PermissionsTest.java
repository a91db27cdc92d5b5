package dev.holdfast.sandbox.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PermissionsTest {
    private static final Instant NOW = Instant.parse("2026-08-01T12:00:00Z");
    private static final Snowflake GUILD = new Snowflake(1);
    private static final Snowflake OWNER = new Snowflake(2);
    private static final Snowflake MEMBER = new Snowflake(3);
    private static final Snowflake HIGH = new Snowflake(4);
    private static final Snowflake LOW = new Snowflake(5);
    private static final long VIEW = Permission.VIEW_CHANNEL;
    private static final long SEND = Permission.SEND_MESSAGES;

    private final Guild guild = new Guild(GUILD, "g", OWNER, "en-US", GUILD, null);
    private final Role everyone = role(GUILD, VIEW);

    private static Role role(Snowflake id, long permissions) {
        return new Role(id, GUILD, "r", permissions, 1, 0, false, false, null);
    }

    private static Member member(
            Snowflake user, @Nullable Instant timedOutUntil, Snowflake... roles) {
        return Member.joined(GUILD, user, List.of(roles), NOW).silentUntil(timedOutUntil);
    }

    private static Channel channel(Overwrite... overwrites) {
        return new Channel(
                new Snowflake(9),
                Channel.TEXT,
                GUILD,
                "c",
                null,
                0,
                null,
                List.of(overwrites),
                List.of(),
                null);
    }

    private long inChannel(Member member, List<Role> roles, Overwrite... overwrites) {
        return Permissions.inChannel(guild, member, roles, channel(overwrites), NOW);
    }

    @Test
    void theOwnerMayDoEverythingWhateverTheChannelSays() {
        var denied = new Overwrite(GUILD, false, 0, VIEW);
        assertEquals(Permission.ALL, inChannel(member(OWNER, null), List.of(everyone), denied));
    }

    @Test
    void anAdministratorToo() {
        var admin = role(HIGH, Permission.ADMINISTRATOR);
        var denied = new Overwrite(MEMBER, true, 0, VIEW);
        assertEquals(
                Permission.ALL,
                inChannel(member(MEMBER, null, HIGH), List.of(everyone, admin), denied));
    }

    @Test
    void rolesAddUp() {
        var roles = List.of(everyone, role(HIGH, SEND), role(LOW, Permission.KICK_MEMBERS));
        assertEquals(
                VIEW | SEND | Permission.KICK_MEMBERS,
                Permissions.inGuild(guild, member(MEMBER, null, HIGH, LOW), roles, NOW));
    }

    @Test
    void overwritesApplyFromEveryoneOverRolesToTheMember() {
        var roles = List.of(everyone, role(HIGH, 0), role(LOW, 0));
        var member = member(MEMBER, null, HIGH, LOW);
        var closed = new Overwrite(GUILD, false, 0, VIEW);
        var opened = new Overwrite(HIGH, false, VIEW, 0);
        var deniedByAnother = new Overwrite(LOW, false, 0, VIEW);
        var own = new Overwrite(MEMBER, true, 0, VIEW);
        assertEquals(0, inChannel(member, roles, closed));
        assertEquals(VIEW, inChannel(member, roles, opened, closed));
        assertEquals(
                VIEW,
                inChannel(member, roles, closed, opened, deniedByAnother),
                "what one role allows wins over another's denial");
        assertEquals(0, inChannel(member, roles, closed, opened, own));
        assertEquals(
                0,
                inChannel(member, roles, closed, new Overwrite(new Snowflake(77), false, VIEW, 0)),
                "a role of somebody else");
    }

    @Test
    void aTimeoutLeavesOnlyReading() {
        var roles = List.of(role(GUILD, Permission.MEMBER));
        var until = NOW.plusSeconds(1);
        assertEquals(
                VIEW | Permission.READ_MESSAGE_HISTORY, inChannel(member(MEMBER, until), roles));
        assertTrue(Permission.has(inChannel(member(MEMBER, NOW.minusSeconds(1)), roles), SEND));
        assertFalse(Permission.has(inChannel(member(MEMBER, until), roles), SEND));
        assertEquals(Permission.ALL, inChannel(member(OWNER, until), roles));
    }
}
