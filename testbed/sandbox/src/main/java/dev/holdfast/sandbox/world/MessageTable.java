package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The messages of every channel in the order of their ids, bounded per channel; guarded by the
 * world's lock.
 */
public final class MessageTable implements WorldStorage {
    private final int bound;
    private final Journal journal;
    private final Map<Snowflake, TreeMap<Snowflake, Message>> channels = new HashMap<>();

    MessageTable(int bound, Journal journal) {
        this.bound = bound;
        this.journal = journal;
    }

    public Optional<Message> find(Snowflake channelId, Snowflake id) {
        return Optional.ofNullable(in(channelId).get(id));
    }

    public NavigableMap<Snowflake, Message> in(Snowflake channelId) {
        var messages = channels.get(channelId);
        return messages == null ? Collections.emptyNavigableMap() : messages;
    }

    /** The newest {@code limit} messages, oldest first. */
    public List<Message> latest(Snowflake channelId, int limit) {
        var newestFirst = in(channelId).descendingMap().values().stream().limit(limit).toList();
        return newestFirst.reversed();
    }

    public Message put(Message message) {
        keep(message);
        journal.put(name(), message);
        return message;
    }

    public void remove(Message message) {
        var messages = channels.get(message.channelId());
        if (messages != null) messages.remove(message.id());
        journal.drop(name(), message.key());
    }

    /** Forgets a channel that is no more. */
    public void removeAll(Snowflake channelId) {
        for (var message : List.copyOf(in(channelId).values())) remove(message);
        channels.remove(channelId);
    }

    private void keep(Message message) {
        var messages = channels.computeIfAbsent(message.channelId(), unseen -> new TreeMap<>());
        messages.put(message.id(), message);
        if (messages.size() > bound) messages.pollFirstEntry();
    }

    @Override
    public String name() {
        return "message";
    }

    @Override
    public List<Entity> rows() {
        var all = new ArrayList<Entity>();
        channels.values().stream()
                .map(Map::values)
                .forEach((Collection<Message> some) -> all.addAll(some));
        return all;
    }

    @Override
    public void restore(JsonNode row) {
        keep(Json.convert(row, Message.class));
    }

    @Override
    public void forget(String key) {
        var slash = key.indexOf('/');
        var messages = channels.get(Snowflake.of(key.substring(0, slash)));
        if (messages != null) messages.remove(Snowflake.of(key.substring(slash + 1)));
    }
}
