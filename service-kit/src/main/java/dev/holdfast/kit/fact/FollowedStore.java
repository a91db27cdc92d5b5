package dev.holdfast.kit.fact;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.FactPage;
import dev.holdfast.kit.protocol.FactValue;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rows of a followed fact, in a table of the feature that follows it. */
final class FollowedStore {

    private static final Pattern TABLE = Pattern.compile("[a-z_]{1,60}");

    private static final String FOLLOW =
            """
            insert into <table> (guild_id, user_id, as_of, cursor) values (app_guild(), 0, '-infinity', :everything)
            on conflict do nothing
            """;
    private static final String UNFOLLOW = "delete from <table> where guild_id = app_guild()";
    private static final String CURSOR =
            "select cursor from <table> where guild_id = app_guild() and user_id = 0";

    /** Whoever has read a later page, or gone on, has made this one void. */
    private static final String MOVE =
            """
            update <table> set cursor = :next, as_of = :asOf
            where guild_id = app_guild() and user_id = 0 and cursor = :was and as_of < :asOf
            """;

    private static final String KEEP =
            """
            insert into <table> as kept (guild_id, user_id, value, as_of)
            select app_guild(), told.user_id, told.value, :asOf
            from unnest(:users, :values) as told (user_id, value)
            on conflict (guild_id, user_id) do update set value = excluded.value, as_of = excluded.as_of
                where kept.value is distinct from excluded.value
            returning user_id, value
            """;
    private static final String KNOWN =
            """
            select told.value, page.as_of
            from <table> told join <table> page on page.guild_id = told.guild_id and page.user_id = 0
            where told.guild_id = app_guild() and told.user_id = :user and told.value is not null
            """;

    private final String table;

    FollowedStore(FollowedFact followed) {
        this.table = followed.table();
        if (!TABLE.matcher(table).matches()) {
            throw new IllegalArgumentException("not a table's name: " + table);
        }
    }

    void follow(UnitOfWork work) {
        work.wrote(
                work.handle()
                        .createUpdate(FOLLOW)
                        .define("table", table)
                        .bind("everything", FactPage.EVERYTHING)
                        .execute());
    }

    void unfollow(UnitOfWork work) {
        work.wrote(work.handle().createUpdate(UNFOLLOW).define("table", table).execute());
    }

    Optional<String> cursor(UnitOfWork work) {
        return work.handle()
                .createQuery(CURSOR)
                .define("table", table)
                .mapTo(String.class)
                .findOne();
    }

    /** Whether the page was read from where the guild still is. */
    boolean move(UnitOfWork work, String was, FactPage page) {
        var moved =
                work.handle()
                        .createUpdate(MOVE)
                        .define("table", table)
                        .bind("next", page.next())
                        .bind("asOf", page.asOf())
                        .bind("was", was)
                        .execute();
        work.wrote(moved);
        return moved == 1;
    }

    /** Keeps the page's values; gives those that are other than they were. */
    List<FactValue> keep(UnitOfWork work, FactPage page) {
        var users = page.changed().stream().map(it -> it.user().value()).toArray(Long[]::new);
        var values = page.changed().stream().map(FactValue::value).toArray(Long[]::new);
        var changed =
                work.handle()
                        .createQuery(KEEP)
                        .define("table", table)
                        .bind("asOf", page.asOf())
                        .bindArray("users", Long.class, (Object[]) users)
                        .bindArray("values", Long.class, (Object[]) values)
                        .map((row, _) -> new FactValue(new UserId(row.getLong(1)), row.getLong(2)))
                        .list();
        work.wrote(changed.size());
        return changed;
    }

    Optional<FactState> known(UnitOfWork work, UserId user) {
        return work.handle()
                .createQuery(KNOWN)
                .define("table", table)
                .bind("user", user.value())
                .map((row, _) ->
                        new FactState(
                                row.getLong(1), instant(row.getObject(2, OffsetDateTime.class))))
                .findOne();
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }
}
