package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A request that is executed exactly once.
 *
 * @param command for the record: a command's path, or a job's name
 * @param hash over everything that makes it this request; 32 bytes, not copied
 * @param cause for the record: the key of the operation that had asked for it; {@code null}: none
 */
public record Request(
        OperationKey operation,
        GuildId guild,
        UserId user,
        String command,
        RequestHash hash,
        @Nullable String cause) {

    public Request(
            OperationKey operation, GuildId guild, UserId user, String command, RequestHash hash) {
        this(operation, guild, user, command, hash, null);
    }

    /** The same, asked for by another operation. */
    public Request causedBy(String other) {
        return new Request(operation, guild, user, command, hash, other);
    }

    WorkScope scope() {
        return new WorkScope(guild, user, operation);
    }

    LocalDate day() {
        return operation.day();
    }
}
