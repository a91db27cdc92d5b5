package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import java.time.LocalDate;

/**
 * What is to be executed exactly once.
 *
 * @param command for the record: a command's path, or a job's name
 * @param hash over everything that makes it this request; 32 bytes, not copied
 */
public record Request(
        OperationKey operation, GuildId guild, UserId user, String command, RequestHash hash) {

    Scope scope() {
        return new Scope(guild, user, operation);
    }

    LocalDate day() {
        return operation.day();
    }
}
