package dev.holdfast.smoke.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedPostgres;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What a guild and its members have, in a database that all services share. */
record RecoveryData(EmbeddedPostgres server) {

    static final long GUILD = 4_200;
    static final long OLGA = 5;
    static final long MILO = 6;
    static final long GONE = 7;

    private static final String BEGIN =
            "set search_path = economy; select begin_work(%d, 5, null, null, null, null)"
                    .formatted(GUILD);

    private static final String BALANCE =
            """
            select a.balance from economy.member_account m join economy.account a using (guild_id, account_id)
            where m.guild_id = %d and m.user_id = %d
            """;

    /**
     * Coins, a timer that is due, an effect that waits, and somebody who will ask to be forgotten.
     */
    void fill() {
        gives(OLGA, 1_000);
        gives(MILO, 20);
        gives(GONE, 3);
        execute(
                """
                insert into economy.outbox (guild_id, user_id, operation, target, effect, reason, listener, note, ordered_at, ready_at)
                values (%d, 5, 'test', 'admins', '{}', '', '', '', now(), now() + interval '1 day')
                """
                        .formatted(GUILD));
        execute(
                """
                insert into economy.timer (guild_id, user_id, operation, kind, subject, due_at, generation, payload, ready_at)
                values (%d, 5, 'test', 'nobody-knows', 'x', now() - interval '1 day', 1, '{}', now() - interval '1 day')
                """
                        .formatted(GUILD));
        execute(
                "insert into economy.lease (name, epoch, holder, since) values ('leader', 7, 'old', now())");
    }

    void gives(long user, long coins) {
        jdbi().useTransaction(handle -> {
            handle.execute(BEGIN);
            handle.execute("select set_config('app.operation', 'test', true)");
            handle.execute("select mint_coins(%d, %d, 0, 'test', null)".formatted(user, coins));
        });
    }

    void forgets(long user) {
        execute("insert into economy.tombstone values (%d, %d, now())".formatted(GUILD, user));
    }

    void execute(String sql) {
        jdbi().useHandle(handle -> {
            handle.execute("set search_path = economy"); // for its triggers
            handle.execute(sql);
        });
    }

    /** As an operator has the bot work again. */
    void works() {
        jdbi().useHandle(handle -> {
            handle.execute("set app.operation = 'test'");
            handle.execute("delete from gateway.maintenance");
        });
    }

    /** Whether a database says that the bot rests everywhere. */
    boolean rests(String database) {
        return Jdbi.create(
                        server.jdbcUrl().replace("/holdfast", "/" + database),
                        EmbeddedPostgres.USER,
                        server.password())
                .withHandle(handle ->
                        handle.createQuery(
                                        "select exists (select from gateway.maintenance where guild_id = 0)")
                                .mapTo(Boolean.class)
                                .one());
    }

    long balance(long user) {
        return count(BALANCE.formatted(GUILD, user));
    }

    long count(String sql) {
        return jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    List<String> databases() {
        return jdbi().withHandle(handle ->
                handle.createQuery(
                                "select datname from pg_database where datname like 'holdfast%' order by 1")
                        .mapTo(String.class)
                        .list());
    }

    /** As it was when the snapshot was taken, and sound; and it can be written to. */
    void isRestored() {
        assertEquals(1_000, balance(OLGA));
        assertEquals(20, balance(MILO));
        assertEquals(0, count("select sum(balance)::bigint from economy.account"));
        assertEquals(1, count("select count(*) from economy.outbox where aside_at is not null"));
        assertEquals(
                1,
                count(
                        "select count(*) from economy.timer where ready_at > now() - interval '1 min'"));
        assertEquals(
                1,
                count(
                        "select count(*) from economy.lease where name = 'leader' and epoch > 1000000"));
        assertTrue(rests("holdfast"));
        assertEquals(
                1,
                count(
                        "select count(*) from backup.audit where guild_id = 0 and action = 'restore.everything' and detail ->> 'by' = 'olga'"));
        assertEquals(
                0,
                count(
                        "select count(*) from gateway.unattributed_change where target = 'maintenance'"),
                "a restore counts as somebody's hand");
        gives(8, 10);
        gives(OLGA, 1);
        assertEquals(1_001, balance(OLGA));
        assertEquals(10, balance(8));
    }

    private Jdbi jdbi() {
        return Jdbi.create(server.jdbcUrl(), EmbeddedPostgres.USER, server.password());
    }
}
