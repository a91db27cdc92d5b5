package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.selfrole.Menu.MenuRole;
import dev.holdfast.roles.selfrole.Menu.Rules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Menus and their roles. */
final class MenuStore {

    private static final String CREATE =
            """
            insert into menu (guild_id, name, kind, changed_at)
            values (app_guild(), :name, :kind, work_now())
            on conflict (guild_id, lower(name)) where deleted_at is null do nothing
            returning menu_id
            """;
    private static final String FIND =
            "select * from menu where guild_id = app_guild() and menu_id = :menu and deleted_at is null";
    private static final String LOCK = FIND + " for update";
    private static final String NAMED =
            "select * from menu where guild_id = app_guild() and lower(name) = lower(:name) and deleted_at is null";
    private static final String ALL =
            "select * from menu where guild_id = app_guild() and deleted_at is null order by lower(name)";
    private static final String COUNT =
            "select count(*) from menu where guild_id = app_guild() and deleted_at is null";
    private static final String DELETED =
            """
            select * from menu where guild_id = app_guild() and deleted_at > work_now() - interval '30 days'
            order by deleted_at desc limit 25
            """;
    private static final String ROLES =
            "select * from menu_role where guild_id = app_guild() and menu_id = :menu order by place, role_id";
    private static final String DESCRIBE =
            """
            update menu set name = :name, text = :text
            where guild_id = app_guild() and menu_id = :menu and not exists (
                select from menu other where other.guild_id = app_guild() and other.menu_id <> :menu
                  and lower(other.name) = lower(:name) and other.deleted_at is null)
            """;
    private static final String RULE =
            """
            update menu set most = :most, required = :required, lasting_minutes = :lasting, keeps = :keeps
            where guild_id = app_guild() and menu_id = :menu
            """;
    private static final String TOUCH =
            """
            update menu set revision = revision + 1, changed_at = work_now()
            where guild_id = app_guild() and menu_id = :menu
            """;
    private static final String ADD_ROLE =
            """
            insert into menu_role (guild_id, menu_id, role_id, drawn, place)
            select app_guild(), :menu, :role, :name, coalesce(max(place), 0) + 1 from menu_role
            where guild_id = app_guild() and menu_id = :menu
            on conflict do nothing
            """;
    private static final String SET_ROLE =
            """
            update menu_role set emoji = :emoji, label = :label, description = :description
            where guild_id = app_guild() and menu_id = :menu and role_id = :role
            """;
    private static final String REMOVE_ROLE =
            "delete from menu_role where guild_id = app_guild() and menu_id = :menu and role_id = :role";
    private static final String PLACE =
            """
            update menu_role set place = :place
            where guild_id = app_guild() and menu_id = :menu and role_id = :role
            """;
    private static final String DRAWN =
            """
            update menu_role set drawn = :name
            where guild_id = app_guild() and role_id = :role and drawn <> :name
            returning menu_id
            """;
    private static final String DELETE =
            """
            update menu set deleted_at = work_now(), changed_at = work_now()
            where guild_id = app_guild() and menu_id = :menu and deleted_at is null
            """;
    private static final String RESTORE =
            """
            update menu set deleted_at = null, changed_at = work_now(), revision = revision + 1
            where guild_id = app_guild() and menu_id = :menu and deleted_at is not null
            """;
    private static final String PURGE =
            "delete from menu where guild_id = app_guild() and deleted_at < work_now() - interval '30 days'";
    private static final String TURN =
            "select pg_advisory_xact_lock(hashtextextended(concat_ws(':', 'menu', app_guild(), :menu, :user), 0))::text";

    private MenuStore() {}

    /** Empty where another menu has the name. */
    static Optional<Long> create(UnitOfWork work, String name, Menu.Kind kind) {
        var created =
                work.handle()
                        .createQuery(CREATE)
                        .bind("name", name)
                        .bind("kind", kind.name().toLowerCase(Locale.ROOT))
                        .mapTo(Long.class)
                        .findOne();
        work.wrote(created.isPresent() ? 1 : 0);
        return created;
    }

    static Optional<Menu> find(UnitOfWork work, long menu) {
        return one(work, FIND, menu);
    }

    /** Nobody else changes it until the work is done. */
    static Optional<Menu> lock(UnitOfWork work, long menu) {
        return one(work, LOCK, menu);
    }

    private static Optional<Menu> one(UnitOfWork work, String sql, long menu) {
        return work.handle()
                .createQuery(sql)
                .bind("menu", menu)
                .map((row, context) -> read(work, row))
                .findOne();
    }

    static Optional<Menu> named(UnitOfWork work, String name) {
        return work.handle()
                .createQuery(NAMED)
                .bind("name", name)
                .map((row, context) -> read(work, row))
                .findOne();
    }

    static long count(UnitOfWork work) {
        return work.handle().createQuery(COUNT).mapTo(Long.class).one();
    }

    static List<Menu> all(UnitOfWork work) {
        return work.handle().createQuery(ALL).map((row, context) -> read(work, row)).list();
    }

    /** Those that can be restored, the last deleted first; at most 25. */
    static List<Menu> deleted(UnitOfWork work) {
        return work.handle().createQuery(DELETED).map((row, context) -> read(work, row)).list();
    }

    /** Menus that show the role by another name; they are to be drawn anew. */
    static List<Long> drawn(UnitOfWork work, RoleId role, String name) {
        var menus =
                work.handle()
                        .createQuery(DRAWN)
                        .bind("role", role.value())
                        .bind("name", name)
                        .mapTo(Long.class)
                        .list();
        work.wrote(menus.size());
        return menus;
    }

    /** False where another menu has the name. */
    static boolean describe(UnitOfWork work, long menu, String name, String text) {
        var rows =
                work.handle()
                        .createUpdate(DESCRIBE)
                        .bind("menu", menu)
                        .bind("name", name)
                        .bind("text", text)
                        .execute();
        work.wrote(rows);
        return rows == 1;
    }

    static void rule(UnitOfWork work, long menu, Rules rules) {
        var lasting = rules.lasting();
        work.write(
                1,
                work.handle()
                        .createUpdate(RULE)
                        .bind("menu", menu)
                        .bind("most", rules.most())
                        .bind(
                                "required",
                                rules.required().stream().map(RoleId::value).toArray(Long[]::new))
                        .bind("lasting", lasting == null ? null : lasting.toMinutes())
                        .bind("keeps", rules.keeps()));
    }

    static void touch(UnitOfWork work, long menu) {
        work.write(1, work.handle().createUpdate(TOUCH).bind("menu", menu));
    }

    static void addRole(UnitOfWork work, long menu, RoleId role, String name) {
        work.wrote(ofRole(work, ADD_ROLE, menu, role).bind("name", name).execute());
    }

    static void setRole(UnitOfWork work, long menu, MenuRole role) {
        work.write(
                1,
                ofRole(work, SET_ROLE, menu, role.role())
                        .bind("emoji", role.emoji())
                        .bind("label", role.label())
                        .bind("description", role.description()));
    }

    static void removeRole(UnitOfWork work, long menu, RoleId role) {
        work.write(1, ofRole(work, REMOVE_ROLE, menu, role));
    }

    static void order(UnitOfWork work, long menu, List<RoleId> roles) {
        for (var place = 0; place < roles.size(); place++) {
            work.write(1, ofRole(work, PLACE, menu, roles.get(place)).bind("place", place + 1));
        }
    }

    private static Update ofRole(UnitOfWork work, String sql, long menu, RoleId role) {
        return work.handle().createUpdate(sql).bind("menu", menu).bind("role", role.value());
    }

    /** It can be restored for 30 days; what was deleted earlier goes for good. */
    static void delete(UnitOfWork work, long menu) {
        work.write(1, work.handle().createUpdate(DELETE).bind("menu", menu));
        work.wrote(work.handle().createUpdate(PURGE).execute());
    }

    static void restore(UnitOfWork work, long menu) {
        work.write(1, work.handle().createUpdate(RESTORE).bind("menu", menu));
    }

    /** Presses of one member on one menu run one after the other. */
    static void takeTurn(UnitOfWork work, long menu, UserId user) {
        work.handle()
                .createQuery(TURN)
                .bind("menu", menu)
                .bind("user", user.value())
                .mapTo(String.class)
                .one();
    }

    private static Menu read(UnitOfWork work, ResultSet row) throws SQLException {
        var menu = row.getLong("menu_id");
        return new Menu(
                menu,
                row.getString("name"),
                Menu.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("text"),
                new Rules(
                        row.getInt("most"),
                        Arrays.stream((Long[]) row.getArray("required").getArray())
                                .map(RoleId::new)
                                .toList(),
                        minutes(row),
                        row.getBoolean("keeps")),
                row.getLong("revision"),
                roles(work, menu));
    }

    private static @Nullable Duration minutes(ResultSet row) throws SQLException {
        var minutes = row.getLong("lasting_minutes");
        return row.wasNull() ? null : Duration.ofMinutes(minutes);
    }

    private static List<MenuRole> roles(UnitOfWork work, long menu) {
        return work.handle()
                .createQuery(ROLES)
                .bind("menu", menu)
                .map((row, context) ->
                        new MenuRole(
                                new RoleId(row.getLong("role_id")),
                                row.getString("emoji"),
                                row.getString("label"),
                                row.getString("description")))
                .list();
    }
}
