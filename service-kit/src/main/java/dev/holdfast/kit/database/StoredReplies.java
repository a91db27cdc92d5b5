package dev.holdfast.kit.database;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES;
import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.protocol.Reply;

/** Replies as they are stored with their operations. */
record StoredReplies(ObjectMapper json) implements ResultCodec<Reply> {

    /** It may have been stored by another build, which knew more fields or fewer. */
    @Override
    public Reply read(String text) {
        try {
            return json.readerFor(Reply.class)
                    .without(FAIL_ON_UNKNOWN_PROPERTIES)
                    .without(FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable stored reply", e);
        }
    }

    @Override
    public String write(Reply reply) {
        try {
            return json.writeValueAsString(reply);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unwritable reply", e);
        }
    }

    @Override
    public boolean undoes(Reply reply) {
        return reply instanceof Reply.Refusal;
    }
}
