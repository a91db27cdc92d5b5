package dev.holdfast.smoke.backup;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.smoke.process.Retry;
import dev.holdfast.smoke.process.ServiceProcess;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An admin of a guild, whose commands one backup-service gets as the gateway brings them: until
 * they are answered, whoever dies meanwhile.
 */
record GuildAdmin(GuildId guild, UserId user, ServiceProcess backup) {

    static final String MADE = "Backup made";
    static final String DONE = "Restored";
    static final String CHANGED = "Something changed meanwhile";
    static final String BUSY = "Another restore of this server is running.";

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final Pattern RESTORE = Pattern.compile("ask:([0-9]+)");

    /** {@code /backup}, under that key whoever gets it. */
    String backsUp(OperationKey key) throws InterruptedException {
        return answer(asking("backup").text("note", "by a test").key(key).build());
    }

    /** Picks a snapshot in {@code /restore}; the number of the restore that is shown. */
    long looks(long snapshot) throws InterruptedException {
        var shown =
                answer(
                        asking("recovery plan")
                                .select(user, "pick", Long.toString(snapshot))
                                .build());
        var restore = RESTORE.matcher(shown);
        if (!restore.find()) {
            throw new AssertionError("there is nothing to restore: " + shown);
        }
        return Long.parseLong(restore.group(1));
    }

    /** Confirms a restore; the answer. */
    String restores(long restore) throws InterruptedException {
        return answer(
                asking("recovery apply")
                        .modal(user, Long.toString(restore), Map.of("word", "RESTORE"))
                        .build());
    }

    private Asking asking(String command) {
        return Asking.in(guild).by(user).allowed(Permission.MANAGE_GUILD).command(command);
    }

    private String answer(Invocation invocation) throws InterruptedException {
        return Retry.answer(LONGEST, () -> backup.caller().post(invocation));
    }
}
