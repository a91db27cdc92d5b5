package dev.holdfast.backup.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.backup.postgres.TestServers;
import dev.holdfast.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The schema {@code kinds}: every type and each kind of table, 100 guilds, names in every script.
 */
final class EveryType {

    private static final List<String> TABLES =
            List.of("everything", "account", "transfer", "outbox", "operation", "tree", "empty");

    /** A write through each kind of table: identity, sequence, outbox, partition, foreign key. */
    private static final List<String> WRITES =
            List.of(
                    "insert into kinds.everything (guild_id, user_id) values (1, 5)",
                    "insert into kinds.account values (1, nextval('kinds.account_number'), 0)",
                    "insert into kinds.transfer (guild_id, from_account, to_account, amount) values (1, 0, 1, 1)",
                    "insert into kinds.outbox (guild_id) values (1)",
                    "insert into kinds.operation values (1, 1, 'new')",
                    "insert into kinds.tree values (1, 9, 1)",
                    "insert into kinds.empty values (1, 'no longer')");

    private EveryType() {}

    /** Makes and fills it. */
    static void make(EmbeddedPostgres server) throws SQLException, IOException {
        try (var in = EveryType.class.getResourceAsStream("/recovery/every_type.sql");
                var connection = TestServers.open(server, EmbeddedPostgres.DATABASE);
                var statement = connection.createStatement()) {
            statement.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static void drop(EmbeddedPostgres server) throws SQLException {
        try (var connection = TestServers.open(server, EmbeddedPostgres.DATABASE);
                var statement = connection.createStatement()) {
            statement.execute("drop schema if exists kinds cascade");
        }
    }

    /** What each table holds, as PostgreSQL writes it out: another way than the archive's. */
    static Map<String, String> contents(EmbeddedPostgres server, String database)
            throws SQLException {
        var contents = new TreeMap<String, String>();
        try (var connection = TestServers.open(server, database)) {
            for (var table : TABLES) {
                contents.put(table, content(connection, table));
            }
        }
        return contents;
    }

    private static String content(Connection connection, String table) throws SQLException {
        var query =
                "select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text collate \"C\")), '') from kinds.%s t"
                        .formatted(table);
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "set timezone = 'UTC'; set datestyle = 'ISO'; set extra_float_digits = 1");
            try (var row = statement.executeQuery(query)) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** What was restored is written to, which fails where a sequence was left behind (B53). */
    static void write(EmbeddedPostgres server, String database) throws SQLException {
        try (var connection = TestServers.open(server, database);
                var statement = connection.createStatement()) {
            for (var write : WRITES) {
                assertEquals(1, statement.executeUpdate(write), write);
            }
        }
    }
}
