package dev.holdfast.kit.observe;

import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import org.jboss.logging.MDC;

/** Puts guild, user, command and operation key on every log line of this thread until closed. */
public final class LogContext implements AutoCloseable {

    private LogContext() {}

    public static LogContext of(
            GuildId guild, UserId user, CommandPath command, OperationKey operation) {
        MDC.put("guild", guild.toString());
        MDC.put("user", user.toString());
        MDC.put("command", command.toString());
        MDC.put("operation", operation.toString());
        return new LogContext();
    }

    @Override
    public void close() {
        MDC.remove("guild");
        MDC.remove("user");
        MDC.remove("command");
        MDC.remove("operation");
    }
}
