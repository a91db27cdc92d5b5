package dev.holdfast.smoke.backup;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * An admin looks at what a restore would change and confirms it, and is brought to the service
 * until they know what came of it.
 */
record GuildRestore(GuildAdmin admin, long snapshot) implements Operation {

    @Override
    public void prepare() {}

    @Override
    public String run() throws InterruptedException {
        var answer = admin.restores(admin.looks(snapshot));
        var isDone = answer.contains(GuildAdmin.DONE);
        assertTrue(isDone || answer.contains(GuildAdmin.CHANGED), answer);
        return isDone ? GuildAdmin.DONE : GuildAdmin.CHANGED;
    }
}
