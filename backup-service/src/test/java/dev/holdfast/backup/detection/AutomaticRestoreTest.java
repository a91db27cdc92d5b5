package dev.holdfast.backup.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guilds that want damage restored without being asked, and admins who meant it. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class AutomaticRestoreTest extends DetectionScene {

    @Test
    void restoresAtOnceSaysSoAndOffersToUndoIt() throws Exception {
        snapshot(guild);
        var before = roles();
        allowRestoring(guild);
        roles.execute("delete from autorole where guild_id = " + guild);
        detect();
        assertEquals(before, roles());
        var text = told(guild).getFirst();
        assertTrue(text.contains("was gone, and is back"), text);
        assertTrue(text.contains("I brought 3 entries back"), text);
        assertTrue(buttons(guild).contains("found:%d:selfrole".formatted(undo())), buttons(guild));
        detect();
        assertEquals(List.of("RESTORED"), states(guild));
        assertEquals(1, told(guild).size());
    }

    @Test
    void restoresWhatIsDeletedAgainOnceInThePause() throws Exception {
        snapshot(guild);
        var before = roles();
        allowRestoring(guild);
        roles.execute("delete from autorole where guild_id = " + guild);
        detect();
        assertEquals(before, roles());
        roles.execute("delete from autorole where guild_id = " + guild);
        detect();
        assertEquals(List.of(), roles(), "it was restored a moment ago");
        assertEquals(1, told(guild).size());
        pauseIsOver(guild);
        detect();
        assertEquals(before, roles());
        assertEquals(2, told(guild).size());
        assertTrue(told(guild).getLast().contains("I brought 3 entries back"));
        detect();
        assertEquals(List.of("RESTORED", "RESTORED"), states(guild));
    }

    @Test
    void anUndoIsNotDamage() throws Exception {
        snapshot(guild);
        allowRestoring(guild);
        roles.execute("delete from autorole where guild_id = " + guild);
        detect();
        restore(undo(), "selfrole");
        detect();
        detect();
        assertEquals(List.of(), roles());
        assertEquals(1, told(guild).size());
    }

    @Test
    void asksWhereSomethingNewerWouldGo() throws Exception {
        snapshot(guild);
        attributed("insert into autorole values (%s, 4, false, now())".formatted(guild));
        allowRestoring(guild);
        roles.execute("delete from autorole where guild_id = %s and role_id = 1".formatted(guild));
        detect();
        assertEquals(List.of(2L, 3L, 4L), roles());
        var text = told(guild).getFirst();
        assertTrue(text.contains("I didn’t restore this on my own"), text);
        assertTrue(text.contains("All of it"), text);
    }

    @Test
    void tellsOfARestoreThatADeadProcessMade() throws Exception {
        var snapshot = snapshot(guild);
        allowRestoring(guild);
        roles.execute("delete from autorole where guild_id = " + guild);
        record();
        var restore = plan(snapshot, "selfrole");
        backup.execute(
                "update detection_incident set restore_id = %d where guild_id = %s"
                        .formatted(restore, guild));
        apply(restore);
        detect();
        assertTrue(told(guild).getFirst().contains("is back"), told(guild)::toString);
        assertEquals(
                1,
                backup.count(
                        "select count(*) from restore where done_at is not null and guild_id = "
                                + guild));
    }

    @Test
    void anAdminSaysOnceThatItWasMeant() throws Exception {
        snapshot(guild);
        roles.execute("delete from autorole where guild_id = " + guild);
        detect();
        assertInstanceOf(Reply.Update.class, dismiss());
        assertInstanceOf(Reply.Refusal.class, dismiss());
        assertEquals(List.of("DISMISSED"), states(guild));
        assertEquals(
                1,
                backup.count(
                        "select count(*) from audit where action = 'detection.dismiss' and guild_id = "
                                + guild));
    }

    private List<Long> roles() {
        return roles.list(
                "select role_id from autorole where guild_id = %s order by 1".formatted(guild),
                Long.class);
    }

    private long undo() {
        return backup.count(
                "select undo_snapshot_id from restore where done_at is not null and guild_id = "
                        + guild);
    }
}
