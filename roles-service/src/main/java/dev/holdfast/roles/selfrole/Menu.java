package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.protocol.RoleId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A menu that members pick roles from.
 *
 * @param text shown above the roles; may be empty
 * @param revision grows with each change of what its messages show
 * @param roles from top to bottom, those included that are gone from Discord
 */
record Menu(
        long id,
        String name,
        Kind kind,
        String text,
        Rules rules,
        long revision,
        List<MenuRole> roles) {

    /** What members use. */
    enum Kind {
        BUTTONS(100, "edit.many"),
        SELECT(100, "edit.many"),
        /**
         * Discord takes so many different reactions on a message.
         *
         * @see <a
         *     href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#json">Discord:
         *     error 30010</a>
         */
        REACTIONS(20, "reactions.many");

        private final int mostRoles;
        private final String many;

        Kind(int mostRoles, String many) {
            this.mostRoles = mostRoles;
            this.many = many;
        }

        int mostRoles() {
            return mostRoles;
        }

        /** The key of the sentence that a menu has no room for more. */
        String many() {
            return many;
        }
    }

    /**
     * Who may pick what.
     *
     * @param most how many roles a member may have of it; 0: any number, 1: a pick swaps
     * @param required all of these are needed to pick
     * @param lasting how long a pick lasts; {@code null}: until it is given back
     * @param keeps whether picking again keeps the role instead of giving it back
     */
    record Rules(int most, List<RoleId> required, @Nullable Duration lasting, boolean keeps) {

        static final int MOST_REQUIRED = 5;

        Rules {
            required = List.copyOf(required);
        }

        Rules most(int other) {
            return new Rules(other, required, lasting, keeps);
        }

        Rules required(List<RoleId> others) {
            return new Rules(most, others, lasting, keeps);
        }

        Rules lasting(@Nullable Duration other) {
            return new Rules(most, required, other, keeps);
        }

        Rules keeps(boolean other) {
            return new Rules(most, required, lasting, other);
        }
    }

    /**
     * One role of a menu.
     *
     * @param emoji may be empty
     * @param label empty: the role's name
     * @param description may be empty
     */
    record MenuRole(RoleId role, String emoji, String label, String description) {}

    Menu {
        roles = List.copyOf(roles);
    }

    Optional<MenuRole> find(RoleId role) {
        return roles.stream().filter(each -> each.role().equals(role)).findFirst();
    }
}
