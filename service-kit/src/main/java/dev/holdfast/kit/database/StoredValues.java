package dev.holdfast.kit.database;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES;
import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.function.Predicate;

/** Values of any type as they are stored with their operations: {@code {"kind": "value", ...}}. */
record StoredValues<T>(ObjectMapper json, Class<T> type, Predicate<T> no)
        implements ResultCodec<T> {

    private static final String VALUE = "value";

    @Override
    public String write(T value) {
        return json.createObjectNode()
                .put("kind", VALUE)
                .<com.fasterxml.jackson.databind.node.ObjectNode>set(VALUE, json.valueToTree(value))
                .toString();
    }

    /** It may have been stored by another build, which knew more fields or fewer. */
    @Override
    public T read(String stored) {
        try {
            return json.readerFor(type)
                    .without(FAIL_ON_UNKNOWN_PROPERTIES)
                    .without(FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(json.readTree(stored).path(VALUE));
        } catch (IOException e) {
            throw new IllegalStateException("unreadable stored value", e);
        }
    }

    @Override
    public boolean undoes(T value) {
        return no.test(value);
    }
}
