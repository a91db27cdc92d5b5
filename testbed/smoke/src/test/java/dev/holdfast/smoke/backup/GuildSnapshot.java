package dev.holdfast.smoke.backup;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.testing.Asking;
import java.sql.SQLException;

/** An admin wants a snapshot of their guild, and is brought to the service until they have it. */
record GuildSnapshot(BackupScene scene, GuildAdmin admin) implements Operation {

    /** A guild takes one every ten minutes. */
    private static final String LATER =
            "update backup.snapshot set started_at = started_at - interval '11 min' where kind = 'GUILD'";

    @Override
    public void prepare() throws SQLException {
        scene.rows().execute(LATER);
    }

    @Override
    public String run() throws InterruptedException {
        var answer = admin.backsUp(Asking.freshKey());
        assertTrue(answer.contains(GuildAdmin.MADE), answer);
        return "made";
    }
}
