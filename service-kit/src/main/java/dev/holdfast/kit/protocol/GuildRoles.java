package dev.holdfast.kit.protocol;

import java.util.List;
import java.util.Optional;

/**
 * A guild's roles, and where the bot stands among them.
 *
 * @param roles everyone's included, which has the guild's own id
 */
public record GuildRoles(List<Role> roles, Bot bot) {

    /**
     * A role.
     *
     * @param position its place in the hierarchy; everyone's is 0
     * @param managed whether it belongs to a bot or an integration, so that nobody can give it
     */
    public record Role(
            RoleId id, String name, int position, Permissions permissions, boolean managed) {

        public Role {
            Required.field("id", id);
            Required.field("name", name);
            Required.field("permissions", permissions);
        }

        /** Of two in the same place, Discord puts the older one above. */
        public boolean isAbove(Role other) {
            return position > other.position
                    || (position == other.position && id.value() < other.id.value());
        }
    }

    /**
     * The bot as a member.
     *
     * @param highest its highest role; what is not below it the bot can neither give nor take
     * @param permissions in the guild, whatever its channels say; all of them for an administrator
     */
    public record Bot(RoleId highest, Permissions permissions) {

        public Bot {
            Required.field("highest", highest);
            Required.field("permissions", permissions);
        }
    }

    public GuildRoles {
        Required.field("roles", roles);
        roles = List.copyOf(roles);
        Required.field("bot", bot);
    }

    public Optional<Role> find(RoleId role) {
        return roles.stream().filter(each -> each.id().equals(role)).findFirst();
    }

    /** Whether the role is below the bot's highest; false where there is no such role. */
    public boolean isBelowBot(RoleId role) {
        var highest = find(bot.highest());
        return find(role)
                .filter(its -> highest.filter(top -> top.isAbove(its)).isPresent())
                .isPresent();
    }
}
