package dev.holdfast.backup.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.archive.ArchivedTombstones;
import dev.holdfast.backup.postgres.Tuples;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class TombstoneJobTest {

    private static final Instant WITHIN_AN_HOUR = Instant.parse("2026-12-01T10:07:00Z");
    private static final long GUILD = 930_000_000_000_000_077L;

    @Inject TombstoneJob job;
    @Inject ArchivedTombstones archived;

    private final Admin admin = new Admin("backup");

    @AfterEach
    void nobodyIsForgotten() {
        admin.execute("delete from tombstone where guild_id = " + GUILD);
    }

    @Test
    void whoeverIsForgottenIsKnownToTheLocationsAMinuteLater() throws Exception {
        forget(7);
        job.run(WITHIN_AN_HOUR, Progress.ALONE);
        assertTrue(known().contains(7L), known()::toString);
        forget(8);
        job.run(WITHIN_AN_HOUR.plusSeconds(60), Progress.ALONE);
        assertTrue(known().containsAll(List.of(7L, 8L)), known()::toString);
        nobodyIsForgotten();
        forget(9);
        job.run(WITHIN_AN_HOUR.plusSeconds(120), Progress.ALONE);
        assertTrue(known().containsAll(List.of(7L, 8L, 9L)), "a database that lost some");
    }

    private void forget(long user) {
        admin.execute(
                "insert into tombstone (guild_id, user_id, forgotten_at) values (%d, %d, now())"
                        .formatted(GUILD, user));
    }

    /** The users of the guild. */
    private List<Long> known() {
        return archived.all(why -> assertEquals("", why)).getOrDefault("backup", List.of()).stream()
                .filter(it -> Tuples.bigint(it, 0, 0) == GUILD)
                .map(it -> Tuples.bigint(it, 0, 1))
                .toList();
    }
}
