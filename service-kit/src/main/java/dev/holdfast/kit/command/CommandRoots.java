package dev.holdfast.kit.command;

import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Permissions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks that all commands below one root need a common permission, or none needs any. Discord
 * shows or hides a root as a whole, so commands for everyone, for admins and for operators need
 * separate roots.
 *
 * @see <a
 *     href="https://docs.discord.com/developers/interactions/application-commands#permissions">Discord:
 *     permissions of commands</a>
 */
public final class CommandRoots {

    private CommandRoots() {}

    /**
     * The permissions that every one of these needs; empty where only some need any, or only some
     * are for operators.
     *
     * @param below the commands of one root, at least one
     */
    public static Optional<Permissions> shared(Collection<CommandSpec> below) {
        var shared = -1L;
        var any = 0L;
        for (var spec : below) {
            shared &= spec.permissions().bits();
            any |= spec.permissions().bits();
        }
        var isMixed = below.stream().map(CommandSpec::operators).distinct().count() > 1;
        return isMixed || (any != 0 && shared == 0)
                ? Optional.empty()
                : Optional.of(new Permissions(shared));
    }

    /**
     * Checks a service's own commands when it starts.
     *
     * @throws IllegalStateException that names the roots which mix what does not go together
     */
    static void check(Collection<CommandSpec> specs) {
        var mixed = mixed(specs);
        if (!mixed.isEmpty()) {
            throw new IllegalStateException(
                    "%s: Discord shows or hides a root as a whole. Give commands for everyone, for admins and for operators roots of their own; all below one root share a permission, or none needs any."
                            .formatted(String.join(", ", mixed)));
        }
    }

    private static List<String> mixed(Collection<CommandSpec> specs) {
        return specs.stream()
                .filter(CommandSpec::slash)
                .collect(Collectors.groupingBy(spec -> spec.path().root()))
                .entrySet()
                .stream()
                .filter(root -> shared(root.getValue()).isEmpty())
                .map(root -> "/" + root.getKey())
                .sorted()
                .toList();
    }
}
