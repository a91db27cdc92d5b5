package dev.holdfast.backup.detection;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Rows that vanished stay a finding of their guild until somebody settles it. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class DataLossCheckTest extends DetectionScene {

    @Inject DataLossCheck check;

    @Test
    void whatVanishedIsNamedUntilItIsSettled() throws Exception {
        assertInstanceOf(Finding.Sound.class, finding());
        roles.execute("delete from autorole where guild_id = %s and role_id < 3".formatted(guild));
        record();
        var broken = assertInstanceOf(Finding.Broken.class, finding());
        assertTrue(
                broken.detail().endsWith("2 deleted and 0 changed in roles.autorole"),
                broken.detail());
        backup.execute(
                "update detection_incident set state = 'DISMISSED', closed_at = now() where guild_id = "
                        + guild);
        assertInstanceOf(Finding.Sound.class, finding());
    }

    private Finding finding() {
        return units.read(guild, OLGA, check::check);
    }
}
