package dev.holdfast.backup.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.restore.ServiceSchemas.Table;
import dev.holdfast.backup.snapshot.SnapshotRequest;
import dev.holdfast.backup.snapshot.SnapshotResult;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Two guilds with rows in every table of every service that a restore brings back. */
@TestInstance(Lifecycle.PER_CLASS) // the schemas are made once
abstract class RestoreScene {

    static final GuildId GUILD = new GuildId(880_000_000_000_000_001L);
    static final GuildId OTHER = new GuildId(880_000_000_000_000_002L);
    static final UserId OLGA = new UserId(109);
    static final long SEED = 13;

    private static final int ROWS = 3;
    private static final String EACH_ROW =
            """
            select coalesce(md5(string_agg(t.xmin || ' ' || t.ctid || ' ' || t::text, '|' order by t.ctid)), '')
            from %s t where guild_id = %s
            """;

    @Inject Snapshots snapshots;
    @Inject Restores restores;

    final Admin admin = new Admin("backup");
    final Random random = new Random(SEED);
    private final Map<String, RandomRows> makers = new HashMap<>();
    ServiceSchemas services;

    @BeforeAll
    void allServices() {
        services = new ServiceSchemas();
    }

    @AfterAll
    void noServices() {
        services.close();
    }

    @BeforeEach
    void twoGuilds() {
        for (var guild : Set.of(GUILD, OTHER)) {
            empty(guild);
            for (var table : services.restored()) {
                if (!table.isOfLedger()) {
                    rows(table).fill(table.name(), guild.value(), ROWS);
                }
            }
            pay(guild, 101, 102, 25);
            pay(guild, 102, 103, 5);
        }
    }

    private void empty(GuildId guild) {
        admin.execute("delete from outbox where guild_id = " + guild);
        for (var table : services.all()) {
            new Admin(table.schema())
                    .execute(
                            """
                            set session_replication_role = replica;
                            delete from %s where guild_id = %s;
                            reset session_replication_role
                            """
                                    .formatted(table.name(), guild));
        }
    }

    RandomRows rows(Table table) {
        return makers.computeIfAbsent(table.schema(), schema -> new RandomRows(schema, random));
    }

    /** As a member's command does. */
    void pay(GuildId guild, long from, long to, long coins) {
        new Admin("economy")
                .execute(
                        """
                        do $$ begin
                            perform set_config('app.guild', '%s', true), set_config('app.operation', '1', true);
                            perform pay(%d, %d, %d, 100, 'test.pay', null);
                        end $$
                        """
                                .formatted(guild, from, to, coins));
    }

    long balance(GuildId guild, long user) {
        return new Admin("economy")
                .count(
                        """
                        select coalesce((select balance from account natural join member_account
                        where guild_id = %s and user_id = %d), -1)
                        """
                                .formatted(guild, user));
    }

    /** Of a kind that may be taken as often as one likes. */
    long snapshot(GuildId guild) throws InterruptedException {
        var request = new SnapshotRequest(SnapshotKind.BEFORE_RESTORE, "a test", guild, OLGA);
        return assertInstanceOf(
                        SnapshotResult.Verified.class, snapshots.take(request, Progress.ALONE))
                .entry()
                .snapshotId();
    }

    RestorePlan.Ready plan(long snapshot, String... features) {
        return assertInstanceOf(
                RestorePlan.Ready.class,
                restores.plan(GUILD, snapshot, Set.of(features), OLGA, Progress.ALONE));
    }

    RestoreResult.Done apply(RestorePlan.Ready planned) throws InterruptedException {
        return assertInstanceOf(
                RestoreResult.Done.class,
                restores.apply(GUILD, planned.restoreId(), OLGA, Progress.ALONE));
    }

    /** A guild's rows of all tables that come back, as text by table and key. */
    Map<String, Map<String, String>> state(GuildId guild) {
        var state = new TreeMap<String, Map<String, String>>();
        for (var table : services.restored()) {
            if (!table.isOfLedger()) {
                state.put(
                        table.schema() + "." + table.name(),
                        rows(table).rows(table.name(), services.key(table), guild.value()));
            }
        }
        return state;
    }

    /** A guild's rows of every table, with where they lie and who wrote them. */
    Map<String, String> bytes(GuildId guild) {
        var bytes = new TreeMap<String, String>();
        for (var table : services.all()) {
            var sql = EACH_ROW.formatted(table.name(), guild);
            bytes.put(
                    table.schema() + "." + table.name(),
                    new Admin(table.schema()).list(sql, String.class).getFirst());
        }
        return bytes;
    }

    void deleteAll(Table table, GuildId guild) {
        new Admin(table.schema())
                .execute("delete from %s where guild_id = %s".formatted(table.name(), guild));
    }

    void assertLedgerIsWhole(GuildId guild) {
        var economy = new Admin("economy");
        assertEquals(
                0, economy.count("select sum(balance) from account where guild_id = " + guild));
        assertEquals(
                0,
                economy.count(
                        """
                        select count(*) from account a where guild_id = %s and balance <> (
                            select coalesce(sum(amount), 0) from posting p
                            where p.guild_id = a.guild_id and p.account_id = a.account_id)
                        """
                                .formatted(guild)));
        assertEquals(
                0,
                economy.count(
                        """
                        select count(*) from transfer t where guild_id = %s and reason = 'ledger.restore'
                          and not exists (select from operation o where o.guild_id = t.guild_id and o.key = t.operation)
                        """
                                .formatted(guild)));
    }
}
