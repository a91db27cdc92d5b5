package dev.holdfast.roles.inquiry;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.Source;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the journal and the assignments say; nothing is written here. */
final class InquiryStore {

    private static final String OF =
            """
            select * from journal where guild_id = app_guild()
                and (:user = 0 or user_id = :user) and (:role = 0 or role_id = :role)
            """;
    private static final String OLDER =
            OF + " and (:entry = 0 or entry_id < :entry) order by entry_id desc limit :most";
    private static final String NEWER = OF + " and entry_id > :entry order by entry_id limit :most";
    private static final String ASSIGNMENT =
            "select * from assignment where guild_id = app_guild() and user_id = :user and role_id = :role";
    private static final String BLOCKED =
            """
            select role_id, wanted, coalesce(why, '') as why, count(*) as members, min(user_id) as example
            from assignment where guild_id = app_guild() and state = 'blocked' and why is distinct from 'power'
            group by role_id, wanted, why order by count(*) desc limit :most
            """;
    private static final String LEFT_ALONE =
            """
            select *, count(*) over () as members from assignment
            where guild_id = app_guild() and state = 'left-alone' order by changed_at desc limit :most
            """;
    private static final String CLAIMED =
            """
            select role_id, count(*) as members from claim
            where guild_id = app_guild() and withdrawn_at is null and kind = 'claim'
            group by role_id order by count(*) desc limit :most
            """;
    private static final String PAUSED_RULES =
            """
            select rule_id, role_id, paused_because from rule
            where guild_id = app_guild() and state = 'paused' and paused_because <> 'asked'
            order by rule_id limit :most
            """;
    private static final String MENUS_WITH_GONE =
            """
            select m.name as menu, g.name as role from menu m
            join menu_role r on r.guild_id = m.guild_id and r.menu_id = m.menu_id
            join guild_role g on g.guild_id = m.guild_id and g.role_id = r.role_id and g.deleted_at is not null
            where m.guild_id = app_guild() and m.deleted_at is null
            order by m.name, g.name limit :most
            """;
    private static final String MIRROR =
            "select count(*) as members, min(as_of) as oldest, max(as_of) as newest from member where guild_id = app_guild()";
    private static final String UNDER_WAY =
            "select count(*) from assignment where guild_id = app_guild() and state in ('pending', 'sent')";

    /**
     * What we do about a member's role.
     *
     * @param wanted {@code have} or {@code lack}; {@code null}: it is not ours to touch
     * @param undoneBy {@code null}: not known
     */
    record Doing(
            UserId user,
            RoleId role,
            @Nullable String wanted,
            String state,
            String why,
            int undone,
            @Nullable UserId undoneBy,
            long members) {}

    /** A role that Discord does not let us give or take, for so many members. */
    record Blocked(RoleId role, boolean giving, String why, long members, UserId example) {}

    /** A role that so many claims want. */
    record Claimed(RoleId role, long members) {}

    /** A rule that is paused, and not because somebody asked for it. */
    record PausedRule(int id, RoleId role, String because) {}

    /** A menu that offers a role that was deleted; both by name. */
    record GoneFromMenu(String menu, String role) {}

    /** How old what we know of members is. */
    record Age(long members, @Nullable Instant oldest, @Nullable Instant newest) {}

    private InquiryStore() {}

    /** The newest first. */
    static List<JournalEntry> older(UnitOfWork work, JournalPage page, int most) {
        return entries(work, OLDER, page, most);
    }

    /** The oldest first. */
    static List<JournalEntry> newer(UnitOfWork work, JournalPage page, int most) {
        return entries(work, NEWER, page, most);
    }

    private static List<JournalEntry> entries(
            UnitOfWork work, String sql, JournalPage page, int most) {
        return work.handle()
                .createQuery(sql)
                .bind("user", page.user() == null ? 0 : page.user().value())
                .bind("role", page.role() == null ? 0 : page.role().value())
                .bind("entry", page.entry())
                .bind("most", most)
                .map((row, _) -> entry(row))
                .list();
    }

    static Optional<Doing> doing(UnitOfWork work, UserId user, RoleId role) {
        return work.handle()
                .createQuery(ASSIGNMENT)
                .bind("user", user.value())
                .bind("role", role.value())
                .map((row, _) -> doing(row, 1))
                .findOne();
    }

    static List<Blocked> blocked(UnitOfWork work, int most) {
        return work.handle()
                .createQuery(BLOCKED)
                .bind("most", most)
                .map((row, _) ->
                        new Blocked(
                                new RoleId(row.getLong("role_id")),
                                "have".equals(row.getString("wanted")),
                                row.getString("why"),
                                row.getLong("members"),
                                new UserId(row.getLong("example"))))
                .list();
    }

    static List<Doing> leftAlone(UnitOfWork work, int most) {
        return work.handle()
                .createQuery(LEFT_ALONE)
                .bind("most", most)
                .map((row, _) -> doing(row, row.getLong("members")))
                .list();
    }

    static List<Claimed> claimed(UnitOfWork work, int most) {
        return work.handle()
                .createQuery(CLAIMED)
                .bind("most", most)
                .map((row, _) ->
                        new Claimed(new RoleId(row.getLong("role_id")), row.getLong("members")))
                .list();
    }

    static List<PausedRule> pausedRules(UnitOfWork work, int most) {
        return work.handle()
                .createQuery(PAUSED_RULES)
                .bind("most", most)
                .map((row, _) ->
                        new PausedRule(
                                row.getInt("rule_id"),
                                new RoleId(row.getLong("role_id")),
                                row.getString("paused_because")))
                .list();
    }

    static List<GoneFromMenu> goneFromMenus(UnitOfWork work, int most) {
        return work.handle()
                .createQuery(MENUS_WITH_GONE)
                .bind("most", most)
                .map((row, _) -> new GoneFromMenu(row.getString("menu"), row.getString("role")))
                .list();
    }

    static Age age(UnitOfWork work) {
        return work.handle()
                .createQuery(MIRROR)
                .map((row, _) ->
                        new Age(
                                row.getLong("members"),
                                instant(row, "oldest"),
                                instant(row, "newest")))
                .one();
    }

    static long underWay(UnitOfWork work) {
        return work.handle().createQuery(UNDER_WAY).mapTo(Long.class).one();
    }

    private static Doing doing(ResultSet row, long members) throws SQLException {
        var why = row.getString("why");
        return new Doing(
                new UserId(row.getLong("user_id")),
                new RoleId(row.getLong("role_id")),
                row.getString("wanted"),
                row.getString("state"),
                why == null ? "" : why,
                row.getInt("undone"),
                person(row, "undone_by"),
                members);
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        var source = row.getString("source");
        var colon = source == null ? -1 : source.indexOf(':');
        return new JournalEntry(
                row.getLong("entry_id"),
                row.getTimestamp("at").toInstant(),
                new UserId(row.getLong("user_id")),
                new RoleId(row.getLong("role_id")),
                row.getString("action"),
                source == null
                        ? null
                        : new Source(source.substring(0, colon), source.substring(colon + 1)),
                person(row, "made_by"),
                row.getString("reason"));
    }

    private static @Nullable UserId person(ResultSet row, String column) throws SQLException {
        var id = row.getLong(column);
        return id == 0 ? null : new UserId(id);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var stamp = row.getTimestamp(column);
        return stamp == null ? null : stamp.toInstant();
    }
}
