package dev.holdfast.smoke.roles;

import dev.holdfast.kit.protocol.RoleId;

/** Menus that are there without anybody having clicked them together. */
final class Menus {

    private static final String CREATE =
            """
            insert into roles.menu (guild_id, name, kind, changed_at) values (?, ?, 'buttons', now())
            returning menu_id
            """;
    private static final String OFFER =
            """
            insert into roles.menu_role (guild_id, menu_id, role_id, place, label)
            values (?, ?, ?, ?, ?)
            """;

    private Menus() {}

    /** One with a button for each of the crew's roles. */
    static long ofAllRoles(RolesScene scene, RolesGuild crew) {
        return scene.sql()
                .inTransaction(handle -> {
                    handle.execute("set local app.operation = 'a test'");
                    var guild = crew.guild().value();
                    var menu = handle.select(CREATE, guild, "Watches").mapTo(Long.class).one();
                    for (RoleId role : crew.roles()) {
                        var place = crew.roles().indexOf(role);
                        handle.execute(OFFER, guild, menu, role.value(), place, "Watch " + place);
                    }
                    return menu;
                });
    }
}
