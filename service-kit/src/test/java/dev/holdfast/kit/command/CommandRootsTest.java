package dev.holdfast.kit.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Discord's default permissions are those of a root. */
class CommandRootsTest {

    private static final CommandSpec HISTORY = CommandSpec.read("money history", "Shows");
    private static final CommandSpec ADD =
            CommandSpec.write("money add", "Adds").needs(Permission.MANAGE_GUILD);

    @Test
    void keepsAServiceFromStartingThatMixesMembersWithAdminsOrOperators() {
        var daily = CommandSpec.write("daily", "Pays");
        var ask = CommandSpec.read("bot ask", "Asks");
        var rest = CommandSpec.write("bot rest", "Pauses").forOperators();
        var all = List.of(HISTORY, ADD, daily, ask, rest);
        var error = assertThrows(IllegalStateException.class, () -> CommandRoots.check(all));
        assertTrue(error.getMessage().startsWith("/bot, /money: "), error.getMessage());
        CommandRoots.check(List.of(HISTORY, daily, rest));
    }

    @Test
    void sharesWhatEveryCommandBelowNeeds() {
        var more =
                CommandSpec.write("coins set", "Sets")
                        .needs(Permission.MANAGE_GUILD, Permission.MANAGE_ROLES);
        assertEquals(
                Optional.of(Permissions.of(Permission.MANAGE_GUILD)),
                CommandRoots.shared(List.of(ADD, more)));
        assertEquals(Optional.of(Permissions.NONE), CommandRoots.shared(List.of(HISTORY)));
        var roles = CommandSpec.write("coins give", "Gives").needs(Permission.MANAGE_ROLES);
        assertEquals(Optional.empty(), CommandRoots.shared(List.of(ADD, roles)));
    }
}
