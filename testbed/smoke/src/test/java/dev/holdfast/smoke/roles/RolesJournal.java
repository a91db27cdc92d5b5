package dev.holdfast.smoke.roles;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;

/** What roles-service wrote down of a guild's roles, read past it. */
final class RolesJournal {

    private static final String COUNT =
            "select count(*) from roles.journal where guild_id = ? and user_id = ? and action = ?";

    /** A role that is given to somebody who has it by us, or taken who has not. */
    private static final String TWICE =
            """
            select count(*) from (
                select action, lag(action) over (partition by user_id, role_id order by entry_id) as before
                from roles.journal where guild_id = ? and action in ('given', 'taken')) each
            where action = before
            """;

    private static final String GIVEN =
            """
            select count(*) from roles.journal
            where guild_id = ? and user_id = ? and role_id = ? and action = ?
            """;

    private final RolesScene scene;
    private final GuildId guild;

    RolesJournal(RolesScene scene, GuildId guild) {
        this.scene = scene;
        this.guild = guild;
    }

    long count(UserId user, String action) {
        return scene.count(COUNT, guild.value(), user.value(), action);
    }

    long count(UserId user, long role, String action) {
        return scene.count(GIVEN, guild.value(), user.value(), role, action);
    }

    /** How often the same was done twice in a row. */
    long twice() {
        return scene.count(TWICE, guild.value());
    }
}
