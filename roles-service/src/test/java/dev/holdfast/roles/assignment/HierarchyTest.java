package dev.holdfast.roles.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.GrantDecision.Reason;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HierarchyTest {

    private static final GuildId GUILD = new GuildId(100);
    private static final UserId OWNER = new UserId(1);
    private static final RoleId EVERYONE = new RoleId(100);
    private static final RoleId FRIEND = new RoleId(201);
    private static final RoleId HELPER = new RoleId(202);
    private static final RoleId ADMIN = new RoleId(203);
    private static final RoleId BOT = new RoleId(204);
    private static final RoleId CROWN = new RoleId(205);
    private static final RoleId BOOSTER = new RoleId(206);
    private static final RoleId JUDGE = new RoleId(207);

    private final Hierarchy hierarchy = guild(Permission.MANAGE_ROLES);

    @Test
    void whoManagesRolesGivesWhatIsBelowThem() {
        assertEquals(allowed(FRIEND), check(member(HELPER), FRIEND));
        assertEquals(refused(Reason.ABOVE_ASKER, HELPER), check(member(HELPER), HELPER));
        assertEquals(refused(Reason.ASKER_LACKS_PERMISSION, FRIEND), check(member(FRIEND), FRIEND));
    }

    @Test
    void anAdministratorIsNoHigherThanTheirRoles() {
        assertEquals(refused(Reason.ABOVE_ASKER, ADMIN), check(member(ADMIN), ADMIN));
        assertEquals(allowed(FRIEND), check(member(ADMIN), FRIEND));
    }

    @Test
    void theOwnerIsAboveAll() {
        assertEquals(allowed(FRIEND), check(member(OWNER), FRIEND));
        assertInstanceOf(GrantDecision.NeedsName.class, check(member(OWNER), ADMIN));
    }

    @Test
    void whatAChannelAllowsCountsForNothing() {
        var channelAllows = Permissions.of(Permission.MANAGE_ROLES, Permission.ADMINISTRATOR);
        var asker = new Member(new UserId(2), "Ann", List.of(FRIEND), channelAllows);
        assertEquals(
                refused(Reason.ASKER_LACKS_PERMISSION, FRIEND),
                hierarchy.check(asker, FRIEND, null));
    }

    @Test
    void theBotGivesWhatIsBelowIt() {
        assertEquals(refused(Reason.ABOVE_BOT, CROWN), check(member(OWNER), CROWN));
        assertEquals(refused(Reason.MANAGED, BOOSTER), check(member(OWNER), BOOSTER));
        assertEquals(refused(Reason.MANAGED, BOT), check(member(OWNER), BOT));
        assertEquals(refused(Reason.EVERYONE, EVERYONE), check(member(OWNER), EVERYONE));
        var gone = new RoleId(999);
        assertEquals(refused(Reason.DELETED, gone), check(member(OWNER), gone));
        assertEquals(
                refused(Reason.BOT_LACKS_PERMISSION, FRIEND),
                guild(Permission.SEND_MESSAGES).check(member(OWNER), FRIEND, null));
    }

    @Test
    void aDangerousRoleTakesAnAdministratorWhoTypesItsName() {
        var wanted = Permissions.of(Permission.BAN_MEMBERS);
        assertEquals(refused(Reason.DANGEROUS, JUDGE), check(member(HELPER), JUDGE));
        assertEquals(
                new GrantDecision.NeedsName(JUDGE, "The Judge", wanted),
                check(member(ADMIN), JUDGE));
        assertInstanceOf(GrantDecision.NeedsName.class, typed(member(ADMIN), "judge"));
        assertInstanceOf(GrantDecision.NeedsName.class, typed(member(ADMIN), ""));
        var allowed = new GrantDecision.Allowed(JUDGE, wanted);
        assertEquals(allowed, typed(member(ADMIN), " @the judge "));
        assertEquals(allowed, typed(member(ADMIN), "The Judge"));
        assertEquals(refused(Reason.DANGEROUS, JUDGE), typed(member(HELPER), "The Judge"));
    }

    private GrantDecision typed(Member asker, String name) {
        return hierarchy.check(asker, JUDGE, name);
    }

    private @Nullable GrantDecision check(Member asker, RoleId role) {
        return hierarchy.check(asker, role, null);
    }

    private static GrantDecision allowed(RoleId role) {
        return new GrantDecision.Allowed(role, Permissions.NONE);
    }

    private static GrantDecision refused(Reason reason, RoleId role) {
        return new GrantDecision.Refused(reason, role);
    }

    private static Member member(RoleId... roles) {
        return new Member(new UserId(2), "Ann", List.of(roles), Permissions.NONE);
    }

    private static Member member(UserId user) {
        return new Member(user, "Olga", List.of(), Permissions.NONE);
    }

    private static Hierarchy guild(Permission ofBot) {
        var roles =
                Stream.of(
                        role(EVERYONE, "@everyone", 0, false, Permission.SEND_MESSAGES),
                        role(FRIEND, "Friend", 1, false, Permission.SEND_MESSAGES),
                        role(JUDGE, "The Judge", 2, false, Permission.BAN_MEMBERS),
                        role(HELPER, "Helper", 3, false, Permission.MANAGE_ROLES),
                        role(ADMIN, "Admin", 4, false, Permission.ADMINISTRATOR),
                        role(BOOSTER, "Booster", 5, true, Permission.SEND_MESSAGES),
                        role(BOT, "Holdfast", 6, true, ofBot),
                        role(CROWN, "Crown", 7, false, Permission.SEND_MESSAGES));
        var bot = new GuildRoles.Bot(BOT, Permissions.of(ofBot));
        return new Hierarchy(
                GUILD, OWNER, new GuildRoles(roles.toList(), bot), Instant.ofEpochSecond(1));
    }

    private static GuildRoles.Role role(
            RoleId id, String name, int position, boolean managed, Permission permission) {
        return new GuildRoles.Role(id, name, position, Permissions.of(permission), managed);
    }
}
