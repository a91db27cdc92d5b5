package dev.holdfast.economy.ledger;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.database.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Statements that prove the ledger, each of one snapshot: how many rows were looked at, and what is
 * wrong (null where nothing is).
 */
final class ProofStore {

    static final String SUM_OF_ACCOUNTS =
            """
            select count(*) as rows,
                   case when sum(balance) <> 0 then 'the accounts sum to ' || sum(balance) end as fault
            from account
            where guild_id = app_guild()
            """;
    static final String BALANCES =
            """
            select count(*) as rows,
                   'accounts whose balance is not the sum of their postings: '
                       || left(string_agg(account_id::text, ', ' order by account_id)
                           filter (where balance <> total), 100) as fault
            from (
                select a.account_id, a.balance, coalesce(sum(p.amount), 0) as total
                from account a left join posting p using (guild_id, account_id)
                where a.guild_id = app_guild()
                group by a.account_id, a.balance
            ) folded
            """;
    static final String CHAINS =
            """
            select count(*) as rows,
                   'transfers that do not continue the balance before them: '
                       || left(string_agg(transfer_id::text, ', ' order by transfer_id)
                           filter (where balance <> before + amount), 100) as fault
            from (
                select transfer_id, amount, balance,
                       lag(balance, 1, 0::bigint) over (partition by account_id order by transfer_id)
                           as before
                from posting
                where guild_id = app_guild()
            ) chain
            """;
    static final String BELOW_ZERO =
            """
            select count(*) as rows,
                   'accounts below zero: '
                       || left(string_agg(account_id::text, ', ' order by account_id)
                           filter (where balance < 0), 100) as fault
            from account
            where guild_id = app_guild() and kind <> 'mint'
            """;

    /** Operations are forgotten after a week; a transfer's is never older than that on its day. */
    static final String WITHOUT_OPERATION =
            """
            select count(*) as rows,
                   'transfers without their operation: '
                       || left(string_agg(t.transfer_id::text, ', ' order by t.transfer_id)
                           filter (where o.key is null), 100) as fault
            from transfer t
            left join operation o on o.guild_id = t.guild_id and o.key = t.operation
            where t.guild_id = app_guild() and t.made_at > work_now() - interval '1 day'
            """;

    private ProofStore() {}

    static Finding look(UnitOfWork work, String statement) {
        return work.handle().createQuery(statement).map((row, _) -> finding(row)).one();
    }

    private static Finding finding(ResultSet row) throws SQLException {
        var fault = row.getString("fault");
        return fault == null ? new Finding.Sound(row.getLong("rows")) : new Finding.Broken(fault);
    }
}
