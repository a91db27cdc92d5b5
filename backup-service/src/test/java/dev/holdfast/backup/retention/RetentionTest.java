package dev.holdfast.backup.retention;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.archive.Verdict;
import dev.holdfast.backup.postgres.ArchiveLock;
import dev.holdfast.backup.retention.Retention.Pruned;
import dev.holdfast.backup.snapshot.SampleService;
import dev.holdfast.backup.snapshot.SnapshotRequest;
import dev.holdfast.backup.snapshot.SnapshotResult;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.backup.testing.ArchiveFolder;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RetentionTest {

    @Inject Snapshots snapshots;
    @Inject Retention retention;
    @Inject Archive archive;
    @Inject Connections connections;

    private final Admin admin = new Admin("backup");
    private SampleService sample;

    @BeforeEach
    void nothing() throws Exception {
        sample = new SampleService();
        sample.fill(10, 500);
        whole();
        for (var found : archive.list().found()) {
            archive.delete(found.snapshotId(), found.location());
        }
        admin.execute("delete from snapshot_copy");
        admin.execute("delete from snapshot where state <> 'RUNNING'");
    }

    @AfterEach
    void drop() {
        sample.close();
    }

    @Test
    void whatIsOlderThanAWeekGoesAndWhatItAloneHadWithIt() throws Exception {
        var old = new ArrayList<Long>();
        for (var day = 30; day > 20; day--) {
            sample.admin().execute("update word set at = now()");
            old.add(whole());
            date(old.getLast(), day);
        }
        var young = List.of(whole(), whole());
        // Seven stay by number: the two and five of the old ones.
        var done = prune();
        assertEquals(5 * archive.locations().size(), done.snapshots());
        await().atMost(30, SECONDS).until(() -> done.chunks() > 0 || prune().chunks() > 0);
        var kept = new ArrayList<>(old.subList(5, 10));
        kept.addAll(young);
        assertEquals(Set.copyOf(kept), listed());
        for (var id : kept) {
            for (var location : archive.locations()) {
                assertInstanceOf(Verdict.Whole.class, archive.verify(id, location, Progress.ALONE));
            }
        }
        assertEquals(0, prune().snapshots());
    }

    @Test
    void nothingGoesInDoubt() throws Exception {
        for (var day = 30; day > 28; day--) {
            date(whole(), day);
        }
        var newest = whole();
        admin.execute("update snapshot set state = 'FAILED' where snapshot_id = " + newest);
        assertHeld("not verified");
        admin.execute(
                "update snapshot set state = 'VERIFIED', taken_at = now() + interval '1 year' where snapshot_id = "
                        + newest);
        assertHeld("future");
        admin.execute(
                "update snapshot set taken_at = now() - interval '1 year' where snapshot_id = "
                        + newest);
        assertHeld("stepped back");
        admin.execute("update snapshot set taken_at = now() where snapshot_id = " + newest);
        assertEquals(0, prune().snapshots(), "too few to remove any");
    }

    /** Planted bug: prune that ignores a running snapshot. */
    @Test
    void whatARunningSnapshotMayNameAgainStays() throws Exception {
        sample.admin().execute("update word set at = now()");
        var old = whole();
        whole();
        whole();
        for (var location : archive.locations()) {
            archive.delete(old, location);
        }
        // Another process, whose snapshot names what only the old one named: no manifest says so
        // yet.
        try (var lock = ArchiveLock.use(connections)) {
            assertTrue(lock.mark(admin.count("select nextval('snapshot_id')")));
            assertEquals(0, prune().chunks(), "what a running snapshot may name is gone");
        }
        await().atMost(30, SECONDS).until(() -> prune().chunks() > 0);
    }

    @Test
    void aGuildKeepsItsFiveNewest() throws Exception {
        whole();
        var taken = ofGuild(7);
        var left = listed();
        left.retainAll(taken);
        assertEquals(Set.copyOf(taken.subList(2, 7)), left);
    }

    /** Planted bug: only the hourly job looked for doubts. */
    @Test
    void aGuildKeepsAllInDoubtAndTheHourlyJobRemovesThemLater() throws Exception {
        whole();
        var torn = new ArchiveFolder(archive).manifest(Integer.MAX_VALUE);
        Files.writeString(torn, "torn");
        List<Long> taken;
        try {
            taken = ofGuild(7);
            assertTrue(listed().containsAll(taken), "some are gone");
        } finally {
            Files.delete(torn);
        }
        assertEquals(2 * archive.locations().size(), prune().snapshots());
        var left = listed();
        left.retainAll(taken);
        assertEquals(Set.copyOf(taken.subList(2, 7)), left);
    }

    /** So many of one guild, each as if ten minutes had passed. */
    private List<Long> ofGuild(int many) throws Exception {
        var request =
                new SnapshotRequest(SnapshotKind.GUILD, "asked", new GuildId(3_000), new UserId(5));
        var taken = new ArrayList<Long>();
        for (var round = 0; round < many; round++) {
            admin.execute(
                    "update snapshot set started_at = started_at - interval '11 minutes' where guild_id = 3000");
            taken.add(take(request));
        }
        return taken;
    }

    private void assertHeld(String why) throws Exception {
        var before = listed();
        var held = assertInstanceOf(Pruned.Not.class, retention.prune(Progress.ALONE));
        assertTrue(held.why().contains(why), held.why());
        assertEquals(before, listed());
    }

    private Pruned.Done prune() throws Exception {
        return switch (retention.prune(Progress.ALONE)) {
            case Pruned.Done done -> done;
            case Pruned.Not(var why) -> throw new AssertionError(why);
        };
    }

    private long whole() throws Exception {
        return take(SnapshotRequest.whole(SnapshotKind.MANUAL, "a test"));
    }

    private long take(SnapshotRequest request) throws Exception {
        return switch (snapshots.take(request, Progress.ALONE)) {
            case SnapshotResult.Verified(var entry) -> entry.snapshotId();
            case SnapshotResult other -> throw new AssertionError(other.toString());
        };
    }

    private void date(long id, int daysAgo) {
        admin.execute(
                "update snapshot set taken_at = now() - interval '%d days' where snapshot_id = %d"
                        .formatted(daysAgo, id));
    }

    private Set<Long> listed() {
        return archive.list().found().stream()
                .map(found -> found.snapshotId())
                .collect(Collectors.toSet());
    }
}
