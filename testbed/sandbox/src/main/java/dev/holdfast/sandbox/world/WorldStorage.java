package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the journal needs of a table: write all of it, and put back what was read. */
interface WorldStorage {
    String name();

    List<Entity> rows();

    void restore(JsonNode row);

    void forget(String key);
}
