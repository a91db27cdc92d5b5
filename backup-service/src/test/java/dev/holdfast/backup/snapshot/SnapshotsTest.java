package dev.holdfast.backup.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.ChunkRef;
import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.archive.TableContent;
import dev.holdfast.backup.postgres.CopyIn;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class SnapshotsTest {

    private static final UserId OLGA = new UserId(101);

    @Inject Snapshots snapshots;
    @Inject CatalogMaintenance upkeep;
    @Inject Archive archive;
    @Inject Connections connections;
    @Inject UnitsOfWork units;

    private final Admin backup = new Admin("backup");
    private SampleService sample;

    @BeforeEach
    void fill() {
        sample = new SampleService();
        sample.fill(200, 40_000);
    }

    @AfterEach
    void drop() {
        sample.close();
    }

    @Test
    void holdsEveryRowOfEveryTable() throws Exception {
        var entry = whole();
        assertEquals(SnapshotState.VERIFIED, entry.state());
        var manifest = archive.manifest(entry.snapshotId());
        for (var table : List.of("account", "transfer", "word", "shard")) {
            assertSame(manifest, content(manifest, table), table);
        }
        var transfer = content(manifest, "transfer");
        assertEquals(200, transfer.guildRows().size());
        assertEquals(40_000, transfer.rows());
        assertEquals(Map.of(), content(manifest, "word").guildRows());
        assertEquals(0, manifest.ledger().getFirst().sum());
        assertEquals(200, manifest.ledger().getFirst().guilds());
        assertTrue(
                manifest.sequences().stream()
                        .anyMatch(it -> it.schema().equals("sample") && it.lastValue() == 40_000),
                () -> manifest.sequences().toString());
        assertTrue(manifest.schemas().stream().anyMatch(it -> it.name().equals("backup")));
    }

    /** Planted bug: the export role without row_security = off. */
    @Test
    void aRoleThatRowSecurityAppliesToExportsNothing() throws Exception {
        var last = snapshots.newestVerified();
        backup.execute("alter role holdfast_backup nobypassrls");
        try {
            var failed =
                    assertInstanceOf(
                            SnapshotResult.Failed.class, take(request(SnapshotKind.MANUAL)));
            assertTrue(failed.why().contains("row-level security"), failed.why());
            assertEquals(SnapshotState.FAILED, entry(failed.snapshotId()).state());
            assertFalse(listed().contains(failed.snapshotId()));
        } finally {
            backup.execute("alter role holdfast_backup bypassrls");
        }
        assertEquals(last, snapshots.newestVerified());
    }

    @Test
    void isOnePictureWhileOthersWrite() throws Exception {
        var stop = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers =
                    List.of(1_000L, 2_000L).stream()
                            .map(guild -> threads.submit(() -> pay(guild, stop)))
                            .toList();
            try {
                for (var round = 0; round < 3; round++) {
                    var manifest = archive.manifest(whole().snapshotId());
                    assertEquals(0, manifest.ledger().getFirst().sum());
                    restore(manifest, content(manifest, "account"), "account");
                    restore(manifest, content(manifest, "transfer"), "transfer");
                    assertEquals(
                            0,
                            sample.admin()
                                    .count(
                                            "select coalesce(sum(balance), 0)::bigint from copies.account"));
                    // Each payment is a row of one table and takes a coin in the other.
                    assertEquals(
                            sample.admin()
                                    .count(
                                            "select count(*) from copies.transfer where memo = 'paid'"),
                            sample.admin()
                                    .count(
                                            "select 200 - sum(balance)::bigint from copies.account where account_id = 1 and guild_id <= 2000"));
                }
            } finally {
                stop.set(true);
            }
            for (var writer : writers) {
                assertTrue(writer.get() > 0);
            }
        }
    }

    private long pay(long guild, AtomicBoolean stop) {
        var paid = 0L;
        while (!stop.get()) {
            sample.admin()
                    .execute(
                            """
                            with paid as (insert into transfer (guild_id, from_account, to_account, amount, memo)
                                values (%1$d, 1, 2, 1, 'paid'))
                            update account set balance = balance + case account_id when 1 then -1 else 1 end
                            where guild_id = %1$d and account_id in (1, 2)
                            """
                                    .formatted(guild));
            paid++;
        }
        return paid;
    }

    @Test
    void anUnchangedTableIsNotWrittenAgain() throws Exception {
        var first = archive.manifest(whole().snapshotId());
        var again = whole();
        var second = archive.manifest(again.snapshotId());
        for (var table : List.of("account", "transfer", "word", "shard")) {
            assertEquals(ids(content(first, table)), ids(content(second, table)), table);
            assertEquals(content(first, table).hash(), content(second, table).hash());
        }
        assertTrue(again.writtenBytes() < again.storedBytes() / 4, again::toString);
    }

    @Test
    void newRowsOfATableThatGrowsChangeItsEndOnly() throws Exception {
        sample.admin()
                .execute(
                        """
                        insert into transfer (guild_id, from_account, to_account, amount, memo)
                        select (1 + n % 200) * 1000, 1, 2, 3, repeat('m', 60) from generate_series(1, 200000) n
                        """);
        sample.admin().execute("vacuum analyze transfer");
        var before = ids(content(archive.manifest(whole().snapshotId()), "transfer"));
        sample.admin()
                .execute(
                        """
                        insert into transfer (guild_id, from_account, to_account, amount, memo)
                        select (1 + n % 200) * 1000, 1, 2, 3, 'new' from generate_series(1, 2000) n
                        """);
        var last = archive.manifest(whole().snapshotId());
        var after = ids(content(last, "transfer"));
        assertTrue(before.size() >= 12, before::toString);
        var changed = new HashSet<>(after);
        changed.removeAll(before);
        // The last range, and what found room in the gaps of the others.
        var bytes =
                content(last, "transfer").chunks().stream()
                        .filter(chunk -> changed.contains(chunk.contentId()))
                        .mapToLong(ChunkRef::plainBytes)
                        .sum();
        assertTrue(
                bytes < 12 << 20,
                "of %d %d, %d bytes".formatted(after.size(), changed.size(), bytes));
    }

    @Test
    void aGuildsOwnHoldsItsRowsAndIsTakenEveryTenMinutes() throws Exception {
        var guild = new GuildId(7_000);
        var request = new SnapshotRequest(SnapshotKind.GUILD, "asked", guild, OLGA);
        var taken = assertInstanceOf(SnapshotResult.Verified.class, take(request)).entry();
        var manifest = archive.manifest(taken.snapshotId());
        assertEquals(7_000, manifest.guild());
        assertEquals(Map.of(7_000L, 200L), content(manifest, "transfer").guildRows());
        assertEquals(11, content(manifest, "account").rows());
        assertTrue(manifest.tables().stream().noneMatch(it -> it.table().equals("word")));
        assertInstanceOf(SnapshotResult.TooSoon.class, take(request));
        var seen = units.read(guild, OLGA, work -> snapshots.of(guild, work));
        assertEquals(taken.snapshotId(), seen.getFirst().snapshotId());
        var other = new GuildId(8_000);
        var seenByOther = units.read(other, OLGA, work -> snapshots.of(other, work));
        assertTrue(seenByOther.stream().noneMatch(it -> it.snapshotId() == taken.snapshotId()));
    }

    @Test
    void whatADeadProcessLeftBehindIsNoSnapshot() throws Exception {
        whole();
        var id = backup.count("select nextval('snapshot_id')");
        backup.execute(
                """
                insert into snapshot (guild_id, snapshot_id, kind, reason, state, user_id, started_at)
                values (0, %d, 'NIGHTLY', 'killed', 'RUNNING', 0, now())
                """
                        .formatted(id));
        // Written, and never published.
        try (var writing = archive.begin(id, 0)) {
            assertFalse(writing.keyId().isEmpty());
            assertFalse(listed().contains(id));
        }
        upkeep.keep(true);
        assertEquals(SnapshotState.FAILED, entry(id).state());
        assertFalse(listed().contains(id));
        assertNotEquals(id, snapshots.newestVerified().orElseThrow().snapshotId());
    }

    @Test
    void whoDiedAfterTheLastLocationWasReadLeavesAVerifiedOne() throws Exception {
        var id = whole().snapshotId();
        backup.execute(
                "update snapshot set state = 'COPIED', verified_at = null where snapshot_id = "
                        + id);
        upkeep.keep(false);
        assertEquals(SnapshotState.VERIFIED, entry(id).state());
    }

    @Test
    void theCatalogueIsRebuiltFromManifests() throws Exception {
        var entry = whole();
        var listed = listed();
        backup.execute("delete from snapshot_copy");
        backup.execute("delete from snapshot");
        backup.execute("select setval('snapshot_id', 1)");
        upkeep.keep(true);
        var rebuilt = entry(entry.snapshotId());
        assertEquals(SnapshotState.VERIFIED, rebuilt.state());
        assertEquals(entry.rows(), rebuilt.rows());
        assertEquals(entry.takenAt(), rebuilt.takenAt());
        assertEquals(
                listed,
                snapshots.all().stream()
                        .map(SnapshotEntry::snapshotId)
                        .collect(Collectors.toSet()));
        assertTrue(whole().snapshotId() > entry.snapshotId());
    }

    @Test
    void numbersInTheArchiveAreNotDrawnAgain() throws Exception {
        var entry = whole();
        var before = archive.manifest(entry.snapshotId());
        backup.execute("select setval('snapshot_id', %d)".formatted(entry.snapshotId() - 1));
        assertTrue(whole().snapshotId() > entry.snapshotId());
        assertEquals(before, archive.manifest(entry.snapshotId()));
    }

    private SnapshotEntry whole() throws InterruptedException {
        return switch (take(request(SnapshotKind.MANUAL))) {
            case SnapshotResult.Verified(var entry) -> entry;
            case SnapshotResult other -> throw new AssertionError(other.toString());
        };
    }

    private SnapshotResult take(SnapshotRequest request) throws InterruptedException {
        return snapshots.take(request, Progress.ALONE);
    }

    private static SnapshotRequest request(SnapshotKind kind) {
        return SnapshotRequest.whole(kind, "a test");
    }

    private SnapshotEntry entry(long id) {
        return snapshots.all().stream().filter(it -> it.snapshotId() == id).findAny().orElseThrow();
    }

    private Set<Long> listed() {
        return archive.list().found().stream()
                .map(found -> found.snapshotId())
                .collect(Collectors.toSet());
    }

    private static TableContent content(SnapshotManifest manifest, String table) {
        return manifest.tables().stream()
                .filter(it -> it.qualified().equals("sample." + table))
                .findAny()
                .orElseThrow();
    }

    private static Set<String> ids(TableContent content) {
        return content.chunks().stream().map(ChunkRef::contentId).collect(Collectors.toSet());
    }

    /** The archive's rows, put into a table of their own, are the table's. */
    private void assertSame(SnapshotManifest manifest, TableContent content, String table)
            throws Exception {
        assertEquals(sample.admin().count("select count(*) from " + table), content.rows(), table);
        restore(manifest, content, table);
        assertEquals(
                0,
                sample.admin()
                        .count(
                                "select count(*) from (select to_jsonb(x) from %1$s x except all select to_jsonb(y) from copies.%1$s y) z"
                                        .formatted(table)),
                table);
    }

    private void restore(SnapshotManifest manifest, TableContent content, String table)
            throws Exception {
        sample.admin()
                .execute(
                        """
                        create schema if not exists copies;
                        grant usage on schema copies to holdfast_restore;
                        drop table if exists copies.%1$s;
                        create table copies.%1$s (like %1$s including generated);
                        grant all on copies.%1$s to holdfast_restore
                        """
                                .formatted(table));
        var columns = content.columns().stream().map(column -> column.name()).toList();
        try (var connection = connections.open("holdfast_restore");
                var rows = archive.rows(manifest, content);
                var copy = CopyIn.begin(connection, "copies." + table, columns)) {
            for (var frame = rows.next(); frame.isPresent(); frame = rows.next()) {
                copy.write(frame.get(), 0, frame.get().length);
            }
            assertEquals(content.rows(), copy.end());
        }
    }
}
