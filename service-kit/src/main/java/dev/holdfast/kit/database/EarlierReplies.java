package dev.holdfast.kit.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads stored replies of the same person. Thread-safe. */
@Singleton
public final class EarlierReplies {

    private static final String REPLY =
            """
            select reply::text from operation
            where guild_id = :guild and slot = (:day - date '2015-01-01') % 10 and key = :key
                and user_id = :user and command = :command and reply is not null
            """;

    private final StoredReplies replies;

    EarlierReplies(ObjectMapper json) {
        this.replies = new StoredReplies(json);
    }

    /** The reply to an operation of that command; keys are known for a week. */
    public Optional<Reply> of(OperationKey operation, CommandPath command, UnitOfWork work) {
        return work.handle()
                .createQuery(REPLY)
                .bind("guild", work.guild().value())
                .bind("day", operation.day())
                .bind("key", operation.value())
                .bind("user", work.user().value())
                .bind("command", command.value())
                .mapTo(String.class)
                .findOne()
                .map(replies::read);
    }
}
