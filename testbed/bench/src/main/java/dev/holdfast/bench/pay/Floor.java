package dev.holdfast.bench.pay;

import dev.holdfast.bench.load.LoadCall;
import dev.holdfast.embedded.EmbeddedPostgres;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * The ledger's floor: a payment as six plain statements in one transaction on one pool, and nothing
 * else. No row-level security, no functions, no HTTP. Safe for any thread.
 */
public final class Floor implements AutoCloseable {

    private static final String ROLE = "floor";
    private static final int OPENING_BALANCE = 1_000_000;
    static final long ALL_COINS = (long) OPENING_BALANCE * PayMembers.COUNT;
    private static final long FIRST_ACCOUNT = 1001;
    private static final int RING = 10;
    private static final LocalDate RING_START = LocalDate.of(2015, 1, 1);
    private static final String REPLY =
            """
            {"kind":"message","content":{"text":"Sent **5** ⚓ to <@200000000000000001>. You have **999,995** ⚓ left.","embeds":[],"buttons":[]}}\
            """;

    private static final String ROLE_AND_SCHEMA =
            """
            create role %1$s login password '%2$s';
            grant connect on database %3$s to %1$s;
            create schema %1$s authorization %1$s;
            alter role %1$s set search_path = %1$s;
            set role %1$s;
            set search_path = %1$s
            """;
    private static final String ACCOUNTS =
            """
            insert into account (guild_id, account_id, kind, balance, opened_at)
            select %d, %d + member, 'member', %d, now() from generate_series(0, %d) member
            """;

    private static final String CLAIM =
            """
            insert into operation (guild_id, slot, key, issued_on, request_hash, user_id, command, began_at)
            values (?, ?, ?, ?, ?, ?, 'pay', now())
            """;
    private static final String LOCK =
            """
            select account_id, balance from account
            where guild_id = ? and account_id in (?, ?)
            order by account_id
            for update
            """;
    private static final String TAKE =
            """
            update account set balance = balance - ?
            where guild_id = ? and account_id = ? and balance >= ?
            """;
    private static final String GIVE =
            """
            update account set balance = balance + ? where guild_id = ? and account_id = ?
            """;
    private static final String NOTE =
            """
            insert into transfer (
                guild_id, from_account, to_account, amount, from_balance, to_balance,
                reason, memo, operation, made_at)
            values (?, ?, ?, ?, ?, ?, 'wallet.pay', null, ?, now())
            """;
    private static final String ANSWER =
            """
            update operation set reply = ?::json
            where guild_id = ? and slot = ? and key = ? and reply is null
            """;

    private final AgroalDataSource pool;
    private final Clock clock;

    private Floor(AgroalDataSource pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Makes the schema in the database and the pool to it. */
    public static Floor make(EmbeddedPostgres postgres, int poolSize, Clock clock)
            throws SQLException, IOException {
        var schema = resource("/floor.sql");
        try (var admin =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password());
                var statement = admin.createStatement()) {
            statement.execute(
                    ROLE_AND_SCHEMA.formatted(
                            ROLE, postgres.password(), EmbeddedPostgres.DATABASE));
            statement.execute(schema);
            statement.execute(
                    ACCOUNTS.formatted(
                            PayMembers.GUILD,
                            FIRST_ACCOUNT,
                            OPENING_BALANCE,
                            PayMembers.COUNT - 1));
        }
        return new Floor(pool(postgres.jdbcUrl(), postgres.password(), poolSize), clock);
    }

    private static AgroalDataSource pool(String jdbcUrl, String password, int size)
            throws SQLException {
        var configuration = new AgroalDataSourceConfigurationSupplier();
        configuration
                .connectionPoolConfiguration()
                .maxSize(size)
                .connectionFactoryConfiguration()
                .jdbcUrl(jdbcUrl)
                .principal(new NamePrincipal(ROLE))
                .credential(new SimplePassword(password))
                .autoCommit(false)
                .jdbcTransactionIsolation(TransactionIsolation.READ_COMMITTED);
        return AgroalDataSource.from(configuration);
    }

    /** One caller of the pool. */
    public LoadCall caller(Supplier<PayMembers.Payment> payments) {
        return () -> {
            try (var connection = pool.getConnection()) {
                pay(connection, payments.get());
                connection.commit();
            }
        };
    }

    private void pay(Connection connection, PayMembers.Payment payment) throws SQLException {
        var giver = FIRST_ACCOUNT + payment.payer();
        var taker = FIRST_ACCOUNT + payment.payee();
        var key = Long.toString(payment.operation());
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var slot = (short) (ChronoUnit.DAYS.between(RING_START, today) % RING);
        claim(connection, payment, key, today, slot);
        var before = lock(connection, giver, taker);
        move(connection, TAKE, payment.coins(), giver, payment.coins());
        move(connection, GIVE, payment.coins(), taker);
        note(connection, payment, key, giver, taker, before);
        answer(connection, key, slot);
    }

    private static void claim(
            Connection connection,
            PayMembers.Payment payment,
            String key,
            LocalDate day,
            short slot)
            throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            statement.setLong(1, PayMembers.GUILD);
            statement.setShort(2, slot);
            statement.setString(3, key);
            statement.setObject(4, day);
            statement.setBytes(5, new byte[32]);
            statement.setLong(6, PayMembers.user(payment.payer()));
            one(statement.executeUpdate());
        }
    }

    private record Balances(long giver, long taker) {}

    private static Balances lock(Connection connection, long giver, long taker)
            throws SQLException {
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setLong(1, PayMembers.GUILD);
            statement.setLong(2, giver);
            statement.setLong(3, taker);
            try (var rows = statement.executeQuery()) {
                rows.next();
                var first = rows.getLong(2);
                var giverFirst = rows.getLong(1) == giver;
                rows.next();
                var second = rows.getLong(2);
                return giverFirst ? new Balances(first, second) : new Balances(second, first);
            }
        }
    }

    private static void move(
            Connection connection, String sql, long coins, long account, long... least)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, coins);
            statement.setLong(2, PayMembers.GUILD);
            statement.setLong(3, account);
            for (var bound : least) {
                statement.setLong(4, bound);
            }
            one(statement.executeUpdate());
        }
    }

    private static void note(
            Connection connection,
            PayMembers.Payment payment,
            String key,
            long giver,
            long taker,
            Balances before)
            throws SQLException {
        try (var statement = connection.prepareStatement(NOTE)) {
            statement.setLong(1, PayMembers.GUILD);
            statement.setLong(2, giver);
            statement.setLong(3, taker);
            statement.setLong(4, payment.coins());
            statement.setLong(5, before.giver() - payment.coins());
            statement.setLong(6, before.taker() + payment.coins());
            statement.setString(7, key);
            one(statement.executeUpdate());
        }
    }

    private static void answer(Connection connection, String key, short slot) throws SQLException {
        try (var statement = connection.prepareStatement(ANSWER)) {
            statement.setString(1, REPLY);
            statement.setLong(2, PayMembers.GUILD);
            statement.setShort(3, slot);
            statement.setString(4, key);
            one(statement.executeUpdate());
        }
    }

    private static void one(int rows) throws SQLException {
        if (rows != 1) {
            throw new SQLException("%d rows instead of one".formatted(rows));
        }
    }

    private static String resource(String name) throws IOException {
        try (var in = Floor.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
