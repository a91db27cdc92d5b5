package dev.holdfast.bench.snapshot;

import dev.holdfast.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Very many transfers in many guilds, written past economy-service into its tables. */
final class Ledger implements AutoCloseable {

    private static final String GROW =
            """
            select bench.transfers(%1$d, %2$d, %3$d, true);
            update account a set balance = a.balance + moved.amount from (
                select guild_id, account_id, sum(amount) as amount from (
                    select guild_id, to_account as account_id, amount from transfer where transfer_id > %4$d
                    union all
                    select guild_id, from_account, -amount from transfer where transfer_id > %4$d) posting
                group by guild_id, account_id) moved
            where a.guild_id = moved.guild_id and a.account_id = moved.account_id
            """;
    private static final String BOOKS =
            """
            select (select count(*) from economy.transfer), (select count(distinct guild_id) from economy.transfer),
                (select count(*) from economy.account),
                (select coalesce(sum(abs(total)), 0) from (select sum(balance) as total from economy.account group by guild_id) g)
            """;

    private final EmbeddedPostgres postgres;
    private final Connection admin;
    private final int guilds;
    private long rows;

    /** Writes so many transfers in so many guilds. */
    Ledger(EmbeddedPostgres postgres, long rows, int guilds) throws SQLException, IOException {
        this.postgres = postgres;
        this.guilds = guilds;
        this.rows = rows;
        this.admin = connect(EmbeddedPostgres.DATABASE);
        execute(resource().formatted(rows, guilds));
        execute("drop table bench.member");
        settle("economy.transfer");
        settle("economy.account");
        settle("economy.member_account");
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl().replaceFirst("[^/]+$", database),
                EmbeddedPostgres.USER,
                postgres.password());
    }

    /** What a ledger holds. */
    record Books(long transfers, long guilds, long accounts) {}

    /**
     * Reads the books in a database of this server.
     *
     * @throws IllegalStateException where the accounts of a guild do not sum to 0
     */
    Books books(String database) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(BOOKS)) {
            row.next();
            if (row.getLong(4) != 0) {
                throw new IllegalStateException("the accounts of " + database + " do not sum to 0");
            }
            return new Books(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    /** Appends so many transfers, as many in each guild, and moves the balances. */
    void grow(long more) throws SQLException {
        long last;
        try (var statement = admin.createStatement();
                var row = statement.executeQuery("select max(transfer_id) from transfer")) {
            row.next();
            last = row.getLong(1);
        }
        execute(GROW.formatted(rows, more, guilds, last));
        rows += more;
    }

    /** Has all that is waiting written, so that each side starts alike. */
    void checkpoint() throws SQLException {
        execute("checkpoint");
    }

    void create(String database) throws SQLException {
        execute("create database %s template template0".formatted(database));
    }

    void drop(String database) throws SQLException {
        execute("drop database if exists %s with (force)".formatted(database));
    }

    private void settle(String table) throws SQLException {
        execute("vacuum (analyze) " + table);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String resource() throws IOException {
        try (var in = Ledger.class.getResourceAsStream("/snapshot.sql")) {
            if (in == null) {
                throw new IOException("snapshot.sql is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws SQLException {
        admin.close();
    }
}
