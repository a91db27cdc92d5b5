package dev.holdfast.gateway.guild;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.gateway.guild.Guild.Channel;
import dev.holdfast.gateway.guild.Guild.Overwrite;
import dev.holdfast.gateway.guild.Guild.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemberPermissionsTest {

    private static final long GUILD = 1;
    private static final long OWNER = 10;
    private static final long ADA = 11;
    private static final long MODERATOR = 21;
    private static final long MUTED = 22;
    private static final long ADMINISTRATOR_ROLE = 23;
    private static final long VIEW = 1L << 10;
    private static final long SEND = 1L << 11;
    private static final long MANAGE = 1L << 13;
    private static final long ADMINISTRATOR = 1L << 3;

    private static final Guild GUILD_WITH_ROLES =
            new Guild(
                    GUILD,
                    OWNER,
                    Map.of(
                            GUILD, new Role(GUILD, "@everyone", VIEW | SEND, 0, false),
                            MODERATOR, new Role(MODERATOR, "Moderator", MANAGE, 0, false),
                            MUTED, new Role(MUTED, "Muted", 0, 0, false),
                            ADMINISTRATOR_ROLE,
                                    new Role(ADMINISTRATOR_ROLE, "Admin", ADMINISTRATOR, 0, false)),
                    Map.of(),
                    new Guild.Self(0, Set.of()));

    @Test
    void addsUpEveryonesAndTheMembersRoles() {
        assertEquals(VIEW | SEND, permissions(List.of()));
        assertEquals(VIEW | SEND | MANAGE, permissions(List.of(), MODERATOR));
    }

    @Test
    void givesTheOwnerAndAdministratorsEverythingWhateverTheChannelSays() {
        var closed = channel(new Overwrite(GUILD, 0, VIEW));
        assertEquals(-1L, MemberPermissions.of(GUILD_WITH_ROLES, closed, OWNER, Set.of()).bits());
        assertEquals(
                -1L,
                MemberPermissions.of(GUILD_WITH_ROLES, closed, ADA, Set.of(ADMINISTRATOR_ROLE))
                        .bits());
    }

    @Test
    void letsARolesOverwriteWinOverEveryones() {
        var overwrites = List.of(new Overwrite(GUILD, 0, SEND), new Overwrite(MODERATOR, SEND, 0));
        assertEquals(VIEW, permissions(overwrites));
        assertEquals(VIEW | SEND | MANAGE, permissions(overwrites, MODERATOR));
    }

    @Test
    void letsWhatOneRoleAllowsWinOverWhatAnotherDenies() {
        var overwrites = List.of(new Overwrite(MODERATOR, SEND, 0), new Overwrite(MUTED, 0, SEND));
        assertEquals(VIEW | SEND | MANAGE, permissions(overwrites, MODERATOR, MUTED));
        assertEquals(VIEW, permissions(overwrites, MUTED));
    }

    @Test
    void letsTheMembersOwnOverwriteWinOverAll() {
        var overwrites =
                List.of(new Overwrite(MUTED, 0, SEND), new Overwrite(ADA, SEND | MANAGE, VIEW));
        assertEquals(SEND | MANAGE, permissions(overwrites, MUTED));
    }

    @Test
    void takesWhatConcernsTheWholeServerFromRolesWhateverAChannelSays() {
        var manageServer = 1L << 5;
        var manageRoles = 1L << 28;
        var generous = List.of(new Overwrite(ADA, ADMINISTRATOR | manageServer | manageRoles, 0));
        assertEquals(VIEW | SEND, permissions(generous));
        assertEquals(-1L, permissions(List.of(new Overwrite(ADA, 0, -1L)), ADMINISTRATOR_ROLE));
    }

    @Test
    void ignoresOverwritesOfOthers() {
        assertEquals(
                VIEW | SEND,
                permissions(
                        List.of(new Overwrite(999, 0, SEND), new Overwrite(MODERATOR, MANAGE, 0))));
    }

    @Test
    void countsAThreadAsItsChannel() {
        var parent =
                new Channel(5, "general", true, null, null, List.of(new Overwrite(GUILD, 0, SEND)));
        var guild =
                GUILD_WITH_ROLES
                        .with(parent)
                        .with(new Channel(6, "thread", false, 5L, null, List.of()));
        assertEquals(parent, guild.governing(6).orElseThrow());
    }

    private static long permissions(List<Overwrite> overwrites, Long... roles) {
        var channel = new Channel(5, "general", true, null, null, overwrites);
        return MemberPermissions.of(GUILD_WITH_ROLES, channel, ADA, Set.of(roles)).bits();
    }

    private static Channel channel(Overwrite overwrite) {
        return new Channel(5, "general", true, null, null, List.of(overwrite));
    }
}
