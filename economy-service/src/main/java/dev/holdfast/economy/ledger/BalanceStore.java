package dev.holdfast.economy.ledger;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.fact.Fact.Change;
import dev.holdfast.kit.protocol.FactValue;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Members' balances for other services, from the rows that transfers leave anyway. */
@Singleton
final class BalanceStore {

    private static final String BALANCES =
            """
            select m.user_id, a.balance
            from member_account m join account a using (guild_id, account_id)
            where m.guild_id = app_guild() and m.user_id = any(:members)
            """;

    /** A transfer between accounts of nobody, or of those who were forgotten, has a row without. */
    private static final String CHANGED =
            """
            with page as materialized (
                select transfer_id, made_at, from_account, to_account
                from transfer
                where guild_id = app_guild() and transfer_id > :after
                order by transfer_id
                limit :most)
            select page.transfer_id, page.made_at, whose.user_id, whose.balance
            from page left join lateral (
                select m.user_id, a.balance
                from member_account m join account a using (guild_id, account_id)
                where m.guild_id = app_guild() and m.account_id in (page.from_account, page.to_account)) whose on true
            order by page.transfer_id
            """;

    List<FactValue> balances(UnitOfWork work, Collection<UserId> members) {
        return work.handle()
                .createQuery(BALANCES)
                .bindArray("members", Long.class, members.stream().map(UserId::value).toArray())
                .map((row, _) -> new FactValue(new UserId(row.getLong(1)), row.getLong(2)))
                .list();
    }

    List<Change> changed(UnitOfWork work, long after, int most) {
        return work.handle()
                .createQuery(CHANGED)
                .bind("after", after)
                .bind("most", most)
                .map((row, _) ->
                        new Change(
                                row.getLong("transfer_id"),
                                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                                value(row)))
                .list();
    }

    private static @Nullable FactValue value(ResultSet row) throws SQLException {
        var user = row.getLong("user_id");
        return row.wasNull() ? null : new FactValue(new UserId(user), row.getLong("balance"));
    }
}
