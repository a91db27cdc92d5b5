package dev.holdfast.economy.ledger;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.testing.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A guild's accounts as a snapshot has them, in the temporary tables of a restore's connection. The
 * connection is the restore role's; what it damages is done as somebody's hand does it.
 */
final class SnapshotOfLedger implements AutoCloseable {

    private static final String TAKE =
            """
            create temp table economy__%1$s (like economy.%1$s);
            insert into economy__%1$s select * from economy.%1$s where guild_id = %2$s
            """;
    private static final String COMPENSATE =
            "select user_id, before, after from economy.compensate_ledger(%s)";

    private final Connection connection;
    private final GuildId guild;

    SnapshotOfLedger(GuildId guild) throws SQLException {
        this.guild = guild;
        var source = new PGSimpleDataSource();
        source.setURL(Servers.postgres().jdbcUrl());
        source.setUser(EmbeddedPostgres.USER);
        source.setPassword(Servers.postgres().password());
        this.connection = source.getConnection();
        execute("set role holdfast_restore");
        for (var table : new String[] {"account", "member_account"}) {
            execute(TAKE.formatted(table, guild));
        }
    }

    /** Past foreign keys and triggers, as only a superuser can. */
    void damage(String sql) throws SQLException {
        execute("reset role");
        execute("set session_replication_role = replica");
        execute("set search_path = economy");
        try {
            execute(sql.replace("$guild", guild.toString()));
        } finally {
            execute("reset search_path");
            execute("reset session_replication_role");
            execute("set role holdfast_restore");
        }
    }

    Map<Long, String> preview() throws SQLException {
        return compensate(true);
    }

    Map<Long, String> restore() throws SQLException {
        return compensate(false);
    }

    /** By member: coins before and after. */
    private Map<Long, String> compensate(boolean preview) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            var operation = "restore-1:" + Instant.EPOCH;
            statement.execute(
                    "select set_config('app.guild', '%s', true), set_config('app.operation', '%s', true)"
                            .formatted(guild, operation));
            var moved = new TreeMap<Long, String>();
            try (var rows = statement.executeQuery(COMPENSATE.formatted(preview))) {
                while (rows.next()) {
                    moved.put(rows.getLong(1), rows.getLong(2) + " to " + rows.getLong(3));
                }
            }
            connection.commit();
            return moved;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
