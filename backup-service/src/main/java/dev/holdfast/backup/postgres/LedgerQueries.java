package dev.holdfast.backup.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Adds up the ledgers: the tables {@code account} with a {@code balance} for each guild. */
final class LedgerQueries {

    private static final String LEDGERS =
            """
            select n.nspname from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute guild on guild.attrelid = c.oid and guild.attname = 'guild_id'
            join pg_attribute balance on balance.attrelid = c.oid and balance.attname = 'balance'
            where c.relname = 'account' and c.relkind = 'r'
              and exists (select from pg_class m where m.relnamespace = n.oid and m.relname = 'data_map')
            order by 1
            """;
    private static final String SUM =
            "select count(distinct guild_id), coalesce(sum(balance), 0)::bigint from %s.account";

    private LedgerQueries() {}

    static List<LedgerSum> sums(Connection connection) throws SQLException {
        var schemas = new ArrayList<String>();
        try (var statement = connection.prepareStatement(LEDGERS);
                var row = statement.executeQuery()) {
            while (row.next()) {
                schemas.add(row.getString(1));
            }
        }
        var sums = new ArrayList<LedgerSum>();
        for (var schema : schemas) {
            var query = SUM.formatted(Identifiers.quote(schema));
            try (var statement = connection.prepareStatement(query);
                    var row = statement.executeQuery()) {
                row.next();
                sums.add(new LedgerSum(schema, row.getLong(1), row.getLong(2)));
            }
        }
        return sums;
    }
}
