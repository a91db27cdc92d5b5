package dev.holdfast.kit.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Values of any type as they are stored with their operations: {@code {"kind": "value", ...}}. */
record StoredValues<T>(ObjectMapper json, Class<T> type) implements Answers<T> {

    private static final String VALUE = "value";

    @Override
    public String write(T value) {
        return json.createObjectNode()
                .put("kind", VALUE)
                .<com.fasterxml.jackson.databind.node.ObjectNode>set(VALUE, json.valueToTree(value))
                .toString();
    }

    @Override
    public T read(String stored) {
        try {
            return json.treeToValue(json.readTree(stored).path(VALUE), type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("unreadable stored value", unreadable);
        }
    }

    @Override
    public boolean undoes(T value) {
        return false;
    }
}
