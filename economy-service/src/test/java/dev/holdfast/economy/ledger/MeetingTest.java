package dev.holdfast.economy.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Everybody at once, on connections of their own and past the kit, which would try a deadlock again
 * and so hide it: the ledger's functions must not need it.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class MeetingTest {

    private static final int THREADS = 12;
    private static final int ROUNDS = 150;
    private static final int PEOPLE = 4;
    private static final long SEED = 7;
    private static final long GUILDS = 700_000_000_000_000_000L;
    private static final long START = 100;

    private static final String PAY = "select (pay(?, ?, ?, %d, 'test.pay', null)).outcome";
    private static final String PAY_ALL =
            """
            select (pay_all(
                array[?, ?], array[?, ?], array[30::bigint, 10], array['test.pay', 'test.pay'],
                array[null, 'there and back'], array['1', '2'], %d)).outcome
            """;
    private static final String MINT = "select (mint_coins(?, ?, %d, 'test.mint', null)).outcome";
    private static final String SINK = "select (sink_coins(?, ?, %d, 'test.sink', null)).outcome";
    private static final String SET = "select (set_coins(?, ?, %d, 'test.set', null)).outcome";

    private final Admin admin = new Admin("economy");

    /** Each guild is new to all of them: first payments meet first payments. */
    @Test
    void peopleWhoMeetNeverDeadlock() throws Exception {
        everyone((connection, thread) -> {
            var random = new Random(SEED + thread);
            for (var round = 0; round < ROUNDS; round++) {
                var me = 1 + random.nextInt(PEOPLE);
                var other = 1 + (me + random.nextInt(PEOPLE - 1)) % PEOPLE;
                begin(connection, GUILDS + 1 + round / 3);
                switch (random.nextInt(8)) {
                    case 0 -> call(connection, MINT, me, 5);
                    case 1 -> call(connection, SINK, me, 5);
                    case 2 -> call(connection, SET, me, 60);
                    case 3, 4 -> call(connection, PAY_ALL, me, other, other, me);
                    default -> call(connection, PAY, me, other, 30);
                }
                connection.commit();
            }
        });
        for (var guild = GUILDS + 1; guild <= GUILDS + ROUNDS / 3; guild++) {
            assertWhole(guild);
        }
    }

    /** The two who meet most: each pays the other, in both orders, all the time. */
    @Test
    void whoPayEachOtherAtTheSameMomentBothGetThrough() throws Exception {
        var guild = GUILDS - 1;
        everyone((connection, thread) -> {
            var me = 1 + thread % 2;
            for (var round = 0; round < ROUNDS; round++) {
                begin(connection, guild);
                call(connection, PAY, me, 3 - me, 1);
                connection.commit();
            }
        });
        assertWhole(guild);
        assertEquals(2 * START, admin.count(ofMembers("sum(balance)", guild)));
    }

    /** Were it read first and written later, some of these would be lost. */
    @Test
    void noCoinIsLostWhereAllPayOne() throws Exception {
        var guild = GUILDS - 2;
        everyone((connection, thread) -> {
            for (var round = 0; round < 5; round++) {
                begin(connection, guild);
                assertEquals("sent", call(connection, PAY, 10 + thread, 1, 20));
                connection.commit();
            }
        });
        assertWhole(guild);
        var most = admin.count(ofMembers("max(balance)", guild));
        assertEquals(START + THREADS * 5 * 20, most);
    }

    /**
     * With 90 coins and 30 a time, three of many get through, of whom at least two meet at the row.
     */
    @Test
    void nobodySpendsTheSameCoinTwice() throws Exception {
        var guild = GUILDS - 3;
        everyone((connection, thread) -> {
            if (thread == 0) {
                begin(connection, guild);
                call(connection, PAY, 1, 2, 10);
                connection.commit();
            }
        });
        var all = Executors.newVirtualThreadPerTaskExecutor();
        Callable<Boolean> spending =
                () -> {
                    everyone((connection, thread) -> {
                        begin(connection, guild);
                        call(connection, PAY, 1, 2, 30);
                        connection.commit();
                    });
                    return true;
                };
        try (all) {
            var spent = new AtomicReference<Future<Boolean>>();
            admin.holding(
                    "select 1 from account where kind = 'member' and guild_id = %d for update"
                            .formatted(guild),
                    () -> {
                        spent.set(all.submit(spending));
                        admin.awaitWaiting(2);
                        return true;
                    });
            assertTrue(spent.get().get());
        }
        assertWhole(guild);
        assertEquals(0, admin.count(ofMembers("min(balance)", guild)));
    }

    private interface Visit {
        void run(Connection connection, int thread) throws SQLException;
    }

    private static void everyone(Visit visit) throws Exception {
        var visits = new ArrayList<Callable<Boolean>>();
        for (var thread = 0; thread < THREADS; thread++) {
            var number = thread;
            visits.add(() -> {
                try (var connection = asTheService()) {
                    visit.run(connection, number);
                }
                return true;
            });
        }
        try (var executor = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Boolean>> done = executor.invokeAll(visits, 60, TimeUnit.SECONDS);
            for (var one : done) {
                assertTrue(one.get());
            }
        }
    }

    private static Connection asTheService() throws SQLException {
        var connection =
                DriverManager.getConnection(
                        Servers.postgres().jdbcUrl(),
                        EmbeddedPostgres.USER,
                        Servers.postgres().password());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("set role economy");
            statement.execute("set search_path = economy");
            // More meetings in the same time; nothing here is about surviving a crash.
            statement.execute("set synchronous_commit = off");
        }
        connection.commit();
        return connection;
    }

    private static void begin(Connection connection, long guild) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "select set_config('app.guild', ?, true), set_config('app.operation', '1', true)")) {
            statement.setString(1, Long.toString(guild));
            statement.execute();
        }
    }

    private static String call(Connection connection, String function, long... arguments)
            throws SQLException {
        try (var statement = connection.prepareStatement(function.formatted(START))) {
            for (var index = 0; index < arguments.length; index++) {
                statement.setLong(index + 1, arguments[index]);
            }
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private void assertWhole(long guild) {
        assertEquals(0, admin.count("select sum(balance) from account where guild_id = " + guild));
        assertEquals(
                16,
                admin.count(
                        "select count(*) from account where kind <> 'member' and guild_id = "
                                + guild));
        assertEquals(
                admin.count("select count(*) from member_account where guild_id = " + guild),
                admin.count(ofMembers("count(*)", guild)),
                "an account was opened twice");
        assertEquals(
                0,
                admin.count(
                        """
                        select count(*) from account a
                        where guild_id = %d and balance <> (
                            select coalesce(sum(amount), 0) from posting p
                            where p.guild_id = a.guild_id and p.account_id = a.account_id)
                        """
                                .formatted(guild)),
                "a balance is not the sum of its postings");
    }

    private static String ofMembers(String what, long guild) {
        return "select %s from account where kind = 'member' and guild_id = %d"
                .formatted(what, guild);
    }
}
