package dev.holdfast.backup.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that vanish after the guild was told of others: it hears of them too, and not too often. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RepeatedLossTest extends DetectionScene {

    @Test
    void tellsAnewWhatVanishesAfterTheGuildWasTold() throws Exception {
        snapshot(guild);
        roles.execute("delete from autorole where guild_id = " + guild);
        detect();
        pauseIsOver(guild);
        roles.execute("delete from verification_question where guild_id = " + guild);
        detect();
        assertEquals(2, told(guild).size());
        var text = told(guild).getLast();
        assertTrue(text.contains("Verification**: 1 entry gone"), text);
        assertFalse(text.contains("Role menus"), text);
        assertEquals(List.of("LEFT", "OPEN"), states(guild));
        detect();
        assertEquals(2, told(guild).size());
    }

    @Test
    void tellsOfAScriptThatDeletesForHoursOnceInThePause() throws Exception {
        snapshot(guild);
        for (var role = 1; role <= 3; role++) {
            roles.execute(
                    "delete from autorole where guild_id = %s and role_id = %d"
                            .formatted(guild, role));
            detect();
        }
        assertEquals(1, told(guild).size());
        assertEquals(3, lost(guild));
        pauseIsOver(guild);
        detect();
        assertEquals(2, told(guild).size());
        assertTrue(told(guild).getLast().contains("2 entries gone"), told(guild)::toString);
        assertEquals(List.of("LEFT", "OPEN"), states(guild));
    }

    /** The newest snapshot is of what the restore replaced. */
    @Test
    void tellsOfWhatIsDeletedBetweenARestoreAndTheNextCheck() throws Exception {
        var snapshot = snapshot(guild);
        roles.execute("delete from autorole where guild_id = " + guild);
        detect();
        restore(snapshot, "selfrole");
        roles.execute("delete from autorole where guild_id = " + guild);
        pauseIsOver(guild);
        detect();
        assertEquals(List.of("RESTORED", "OPEN"), states(guild));
        assertEquals(2, told(guild).size());
        var text = told(guild).getLast();
        assertTrue(text.contains("3 entries gone"), text);
        assertTrue(text.contains("All of it"), text);
        assertTrue(
                buttons(guild).contains("found:%d:selfrole".formatted(snapshot)), buttons(guild));
    }

    @Test
    void saysNothingOfWhatIsRestoredBeforeTheGuildIsToldOfIt() throws Exception {
        var snapshot = snapshot(guild);
        roles.execute("delete from autorole where guild_id = %s and role_id = 1".formatted(guild));
        detect();
        roles.execute("delete from autorole where guild_id = %s and role_id = 2".formatted(guild));
        detect();
        restore(snapshot, "selfrole");
        pauseIsOver(guild);
        detect();
        assertEquals(List.of("LEFT", "RESTORED"), states(guild));
        assertEquals(1, told(guild).size());
    }

    @Test
    void tellsOfWhatARestoreOfSomethingElseLeftLost() throws Exception {
        var snapshot = snapshot(guild);
        roles.execute("delete from autorole where guild_id = " + guild);
        record();
        restore(snapshot, "connection");
        detect();
        assertEquals(1, told(guild).size());
        assertEquals(List.of("OPEN"), states(guild));
    }

    @Test
    void theButtonOfAnEarlierMessageStillSaysThatItWasMeant() throws Exception {
        snapshot(guild);
        roles.execute("delete from autorole where guild_id = %s and role_id = 1".formatted(guild));
        detect();
        roles.execute("delete from autorole where guild_id = %s and role_id = 2".formatted(guild));
        detect();
        assertInstanceOf(Reply.Update.class, dismiss(incidentIds().getFirst()));
        assertEquals(List.of("DISMISSED", "OPEN"), states(guild));
    }

    @Test
    void isToldAnewOnceTheLastOneIsClosed() throws Exception {
        snapshot(guild);
        roles.execute("delete from autorole where guild_id = %s and role_id = 1".formatted(guild));
        detect();
        dismiss();
        pauseIsOver(guild);
        roles.execute("delete from autorole where guild_id = %s and role_id = 2".formatted(guild));
        detect();
        assertEquals(List.of("DISMISSED", "OPEN"), states(guild));
        assertEquals(2, told(guild).size());
    }
}
