package dev.holdfast.kit.database;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES;
import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.protocol.Reply;
import java.sql.Connection;
import java.sql.SQLException;

/** Replies as they are stored with their operations. */
record StoredReplies(ObjectMapper json) {

    private static final String COUNT_REPLAY =
            """
            update operation set replays = coalesce(replays, 0) + 1, replayed_at = work_now()
            where guild_id = ? and slot = (?::date - date '2015-01-01') % 10 and key = ?
            """;

    /** It may have been stored by another build, which knew more fields or fewer. */
    Reply read(String text) {
        try {
            return json.readerFor(Reply.class)
                    .without(FAIL_ON_UNKNOWN_PROPERTIES)
                    .without(FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("unreadable stored reply", unreadable);
        }
    }

    String write(Reply reply) {
        try {
            return json.writeValueAsString(reply);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("unwritable reply", unwritable);
        }
    }

    /** Only a replay pays for it. */
    void countReplay(Request request, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(COUNT_REPLAY)) {
            statement.setLong(1, request.guild().value());
            statement.setObject(2, request.day());
            statement.setString(3, request.operation().value());
            statement.executeUpdate();
        }
    }
}
