package dev.holdfast.backup.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows that vanish by SQL: who hears of it, and of what. */
@Tag("chaos")
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class DetectionTest extends DetectionScene {

    @Test
    void tellsTheGuildWhatWasDeletedSinceWhenItWasWholeAndWhatWasDoneSince() throws Exception {
        var snapshot = snapshot(guild);
        operation(guild, "roles autorole", 77);
        roles.execute("delete from autorole where guild_id = %s and role_id < 3".formatted(guild));
        detect();
        var text = told(guild).getFirst();
        assertTrue(text.contains("Role menus**: 2 entries gone"), text);
        assertTrue(text.contains("All of it"), text);
        assertTrue(text.contains("`/roles autorole` by <@77>"), text);
        assertTrue(text.contains("<t:%s:f>".formatted(takenAt(snapshot))), text);
        assertTrue(
                buttons(guild).contains("found:%d:selfrole".formatted(snapshot)), buttons(guild));
        assertEquals(1, told(guild).size());
        assertEquals(List.of(), told(other), "another guild heard of it");
    }

    @Test
    void saysNothingAboutWhatOperationsDelete() throws Exception {
        snapshot(guild);
        attributed("delete from autorole where guild_id = " + guild);
        attributed("update setting set value = ''{}'' where guild_id = " + guild);
        detect();
        assertEquals(List.of(), told(guild));
        assertEquals(0, incidents(guild));
    }

    @Test
    void tellsEachGuildOfItsOwnRowsThatATruncateTook() throws Exception {
        snapshot(guild);
        roles.execute("delete from autorole where guild_id = %s and role_id = 3".formatted(other));
        detect();
        forgetTold(other);
        roles.execute("truncate sticky_role");
        detect();
        assertTrue(told(guild).getFirst().contains("3 entries gone"), told(guild)::toString);
        assertEquals(List.of(), told(other), "it was told a moment ago");
        assertEquals(4, lost(other));
    }

    @Test
    void settingsThatAnUpdateEmptiesCount() throws Exception {
        snapshot(guild);
        roles.execute("update setting set value = '{}' where guild_id = " + guild);
        detect();
        var text = told(guild).getFirst();
        assertTrue(text.contains("Role rules**: 1 entry changed"), text);
        assertTrue(buttons(guild).contains(":connection"), buttons(guild));
    }

    @Test
    void anUpdateThatChangedNothingIsHarmless() throws Exception {
        snapshot(guild);
        roles.execute("update setting set value = value where guild_id = " + guild);
        detect();
        assertEquals(List.of(), told(guild));
        assertEquals(List.of("HARMLESS"), states(guild));
    }

    @Test
    void tellsOnceWhatIsReadTwice() throws Exception {
        snapshot(guild);
        roles.execute("delete from autorole where guild_id = " + guild);
        record();
        // As if the process had died before it wrote down how far it was.
        backup.execute("delete from detection_cursor");
        record();
        assertEquals(3, lost(guild));
        detect();
        detect();
        assertEquals(1, told(guild).size());
        assertEquals(1, incidents(guild));
    }

    /** Numbers are drawn before commits: a cursor alone would pass this one by. */
    @Test
    void findsARecordWhoseTransactionEndsLate() throws Exception {
        snapshot(guild);
        roles.holding(
                "delete from autorole where guild_id = " + guild,
                () -> {
                    // On this thread it would be a part of the transaction that is held.
                    try (var another = Executors.newVirtualThreadPerTaskExecutor()) {
                        another.submit(() ->
                                        roles.execute(
                                                "delete from autorole where guild_id = " + other))
                                .get();
                    }
                    detect();
                    return null;
                });
        assertEquals(1, told(other).size());
        assertEquals(List.of(), told(guild));
        // The transaction that held the rows is committed by now.
        detect();
        assertEquals(1, told(guild).size());
    }

    /** The one that was taken at the start is of everything, and knows nothing of this guild. */
    @Test
    void saysSoWhereNoBackupFromBeforeHasIt() throws Exception {
        roles.execute("delete from autorole where guild_id = " + guild);
        snapshot(guild);
        detect();
        var text = told(guild).getFirst();
        assertTrue(
                text.contains("Nothing: it’s newer than my last backup from before.")
                        || text.contains("I have no backup from before that."),
                text);
        assertFalse(buttons(guild).contains("found:"), buttons(guild));
    }

    @Test
    void aRestoreByAnybodyClosesIt() throws Exception {
        var snapshot = snapshot(guild);
        roles.execute("delete from autorole where guild_id = " + guild);
        detect();
        restore(snapshot, "connection");
        detect();
        assertEquals(List.of("OPEN"), states(guild), "something else was restored");
        restore(snapshot, "selfrole");
        detect();
        assertEquals(List.of("RESTORED"), states(guild));
        assertEquals(1, told(guild).size());
    }

    /** The tables' locks say it: whoever read one would wait, and fail. */
    @Test
    void readsNoTableWithoutRecords() throws Exception {
        snapshot(guild);
        roles.execute("delete from verification_question where guild_id = " + guild);
        record();
        roles.holding(
                "lock table autorole, sticky_role, verification_question, menu, rule, claim in access exclusive mode",
                () -> {
                    record();
                    return null;
                });
        assertEquals(1, incidents(guild));
    }

    @Test
    void leavesAnotherGuildsRowsAlone() throws Exception {
        snapshot(guild);
        var before = rows(other);
        roles.execute("delete from autorole where guild_id = " + guild);
        allowRestoring(guild);
        detect();
        assertEquals(before, rows(other));
    }

    private long takenAt(long snapshot) {
        return backup.count(
                "select floor(extract(epoch from taken_at))::bigint from snapshot where snapshot_id = "
                        + snapshot);
    }

    @Test
    void tellsTheOperatorOnceForAllGuilds() throws Exception {
        var alerts =
                "select count(*) from outbox where guild_id = 0 and effect ->> 'kind' = 'tell-operators' and effect ->> 'text' like '%autorole%'";
        var before = backup.count(alerts);
        roles.execute("delete from autorole where guild_id in (%s, %s)".formatted(guild, other));
        detect();
        assertEquals(before + 1, backup.count(alerts));
        assertEquals(1, told(guild).size());
        assertEquals(1, told(other).size());
    }

    @Test
    void readsOnWhereTheRecordsWereEmptiedAndBeginAnew() throws Exception {
        snapshot(guild);
        detect();
        roles.execute("truncate unattributed_change restart identity");
        roles.execute("delete from autorole where guild_id = " + guild);
        detect();
        assertEquals(1, told(guild).size());
        assertEquals(3, lost(guild));
    }
}
