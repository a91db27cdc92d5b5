package dev.holdfast.backup.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.ChunkRef;
import dev.holdfast.backup.archive.Frame;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A restore of one guild out of 5,000 reads only what may hold that guild: all other chunks are
 * away while it runs.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@Tag("long")
class GuildOutOfManyTest extends RestoreScene {

    private static final Logger LOG = Logger.getLogger("holdfast.restore");
    private static final Path CHUNKS = Path.of("target/archive/chunks");
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final String MANY_IN_ECONOMY =
            """
            set session_replication_role = replica;
            insert into account (guild_id, account_id, kind, balance, opened_at)
            select g, a, (case when a = 1 then 'mint' else 'member' end)::account_kind, case when a = 1 then -1000 else 100 end, now()
            from generate_series(1, 5000) g, unnest(array[1, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010]) a;
            insert into member_account select g, a, a from generate_series(1, 5000) g, generate_series(1001, 1010) a;
            insert into transfer (guild_id, from_account, to_account, amount, from_balance, to_balance, reason, memo, operation, made_at)
            select g, 1, a, 100, 0, 100, 'test.many', md5(g::text || a), '1', now()
            from generate_series(1, 5000) g, generate_series(1001, 1010) a, generate_series(1, 5);
            insert into claim (guild_id, user_id, kind, streak, claimed_at)
            select g, u, md5(g::text || u), 1, now() from generate_series(1, 5000) g, generate_series(1, 20) u;
            insert into setting (guild_id, feature, value, changed_at)
            select g, 'wallet', jsonb_build_object('x', md5(g::text)), now() from generate_series(1, 5000) g;
            reset session_replication_role
            """;
    private static final String MANY_IN_ROLES =
            """
            set session_replication_role = replica;
            insert into claim (guild_id, user_id, role_id, source, kind, since, generation, on_undo, reason, written_at)
            select g, u, 7, 'rules:1', 'claim', now(), 1, 'give-back', md5(g::text || u), now()
            from generate_series(1, 5000) g, generate_series(1, 30) u;
            insert into timer (guild_id, user_id, operation, kind, feature, subject, due_at, generation, payload, ready_at)
            select g, u, '1', 'role-claim-end', 'assignment', u::text, now() + interval '9 days', 1, md5(g::text || u), now() + interval '9 days'
            from generate_series(1, 5000) g, generate_series(1, 10) u;
            reset session_replication_role
            """;

    @Inject Archive archive;

    @Test
    void readsOnlyItsOwnFramesAndTakesSeconds() throws Exception {
        new Admin("economy").execute(MANY_IN_ECONOMY);
        new Admin("roles").execute(MANY_IN_ROLES);
        var before = state(GUILD);
        var snapshot = snapshot(GuildId.DIRECT);
        var manifest = archive.manifest(snapshot);
        services.restored().stream()
                .filter(table -> !table.isOfLedger())
                .toList()
                .reversed()
                .forEach(table -> deleteAll(table, GUILD));

        var away = others(manifest);
        move(away, ".away");
        try {
            var began = System.nanoTime();
            var planned = plan(snapshot);
            var looked = Duration.ofNanos(System.nanoTime() - began);
            var done = apply(planned);
            var all = Duration.ofNanos(System.nanoTime() - began);
            LOG.infof(
                    "one guild of 5,000: %d of %d bytes; looked at in %s, restored in %s, with its snapshot before %s",
                    bytes(manifest, true), bytes(manifest, false), looked, done.took(), all);
            assertEquals(before, state(GUILD));
            assertTrue(bytes(manifest, true) * 10 < bytes(manifest, false));
            assertTrue(looked.plus(done.took()).compareTo(LONGEST) < 0, "it took " + all);
        } finally {
            move(away.stream().map(it -> it + ".away").collect(Collectors.toSet()), "");
        }
    }

    /** The chunks that hold nothing of the guild. */
    private static Set<String> others(SnapshotManifest manifest) {
        var all = new HashSet<String>();
        var own = new HashSet<String>();
        for (var table : manifest.tables()) {
            for (var chunk : table.chunks()) {
                all.add(chunk.contentId());
                if (chunk.frames().stream().anyMatch(GuildOutOfManyTest::mayHold)) {
                    own.add(chunk.contentId());
                }
            }
        }
        all.removeAll(own);
        assertTrue(all.size() > own.size() / 4, "too few chunks to tell");
        return all;
    }

    private static boolean mayHold(Frame frame) {
        return frame.firstGuild() <= GUILD.value() && GUILD.value() <= frame.lastGuild();
    }

    private static long bytes(SnapshotManifest manifest, boolean own) {
        return manifest.tables().stream()
                .filter(table -> table.guildRows().containsKey(GUILD.value()))
                .flatMap(table -> table.chunks().stream())
                .map(ChunkRef::frames)
                .flatMap(frames -> frames.stream())
                .filter(frame -> !own || mayHold(frame))
                .mapToLong(Frame::length)
                .sum();
    }

    private static void move(Set<String> chunks, String suffix) throws IOException {
        for (var chunk : chunks) {
            var id = chunk.replace(".away", "");
            var folder = CHUNKS.resolve(id.substring(0, 2));
            var from = folder.resolve(chunk);
            if (Files.exists(from)) {
                Files.move(from, folder.resolve(id + suffix));
            }
        }
    }
}
