package dev.holdfast.smoke.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** PostgreSQL past the services, as its superuser. */
final class Rows implements AutoCloseable {

    /** What a restore of a guild brings back, by the data maps of all services. */
    private static final String RESTORED =
            """
            select table_schema, table_name from information_schema.tables
            where table_name = 'data_map' and table_type = 'BASE TABLE' order by 1
            """;

    private static final String MAP =
            """
            select table_name, guild_column from %s.data_map
            where guild_column is not null and upper(on_restore) in ('REPLACE', 'MERGE') order by 1
            """;
    private static final String ALL =
            "select coalesce(string_agg(t::text, e'\\n' order by t::text), '') from %s.%s t where"
                    + " %s = %s";
    private static final String BALANCES =
            """
            select m.user_id, a.balance
            from economy.member_account m join economy.account a using (guild_id, account_id)
            where guild_id = %s
            """;
    private static final String WRONG_ACCOUNTS =
            """
            select coalesce(string_agg(account_id::text, ','), '') from (
                select a.account_id from economy.account a
                left join economy.posting p using (guild_id, account_id)
                where guild_id = %1$s group by a.account_id, a.balance
                having a.balance <> coalesce(sum(p.amount), 0)
                union all
                select sum(balance) from economy.account where guild_id = %1$s having sum(balance) <> 0) wrong
            """;

    private final Connection connection;

    Rows(Connection connection) {
        this.connection = connection;
    }

    /** All rows of the guild that a restore brings back, by table. */
    Map<String, String> of(String guild) throws SQLException {
        var rows = new TreeMap<String, String>();
        for (var schema : texts(RESTORED)) {
            try (var statement = connection.createStatement();
                    var tables = statement.executeQuery(MAP.formatted(schema))) {
                while (tables.next()) {
                    var table = tables.getString(1);
                    var sql = ALL.formatted(schema, table, tables.getString(2), guild);
                    rows.put(schema + "." + table, texts(sql).getFirst());
                }
            }
        }
        return rows;
    }

    /** Each member's coins. */
    Map<Long, Long> balances(String guild) throws SQLException {
        var balances = new TreeMap<Long, Long>();
        try (var statement = connection.createStatement();
                var members = statement.executeQuery(BALANCES.formatted(guild))) {
            while (members.next()) {
                balances.put(members.getLong(1), members.getLong(2));
            }
        }
        return balances;
    }

    /** Accounts that are not their postings' sum, and what all of them miss to 0; empty: none. */
    String wrongAccounts(String guild) throws SQLException {
        return texts(WRONG_ACCOUNTS.formatted(guild)).getFirst();
    }

    int execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** Does what gives no number of rows. */
    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> texts(String sql) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
