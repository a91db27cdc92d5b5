package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.Json;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * One kind of entity, in the order of arrival, at most {@code bound} of them; guarded by the
 * world's lock.
 */
public final class Table<V extends Entity> implements WorldStorage {
    private final String name;
    private final Class<V> type;
    private final int bound;
    private final Journal journal;
    private final LinkedHashMap<String, V> rows = new LinkedHashMap<>();

    Table(String name, Class<V> type, int bound, Journal journal) {
        this.name = name;
        this.type = type;
        this.bound = bound;
        this.journal = journal;
    }

    public Optional<V> find(Object key) {
        return Optional.ofNullable(rows.get(key.toString()));
    }

    public Collection<V> all() {
        return Collections.unmodifiableCollection(rows.values());
    }

    /** All rows, the latest arrival first. */
    public Collection<V> newestFirst() {
        return Collections.unmodifiableCollection(rows.sequencedValues().reversed());
    }

    public V put(V row) {
        keep(row);
        journal.put(name, row);
        return row;
    }

    public void remove(V row) {
        rows.remove(row.key());
        journal.drop(name, row.key());
    }

    /** How many rows fit before the oldest go. */
    public int bound() {
        return bound;
    }

    private void keep(V row) {
        rows.put(row.key(), row);
        if (rows.size() > bound) rows.pollFirstEntry();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Entity> rows() {
        return List.copyOf(rows.values());
    }

    @Override
    public void restore(JsonNode row) {
        keep(Json.convert(row, type));
    }

    @Override
    public void forget(String key) {
        rows.remove(key);
    }
}
