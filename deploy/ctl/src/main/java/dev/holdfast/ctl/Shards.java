package dev.holdfast.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which gateway holds each shard of the connection to Discord. */
record Shards(boolean fine, List<Shard> shards) implements CommandReport {

    private static final String PREFIX = "shard ";
    private static final String HERE = "here, ";

    Shards {
        shards = List.copyOf(shards);
    }

    /**
     * One of them.
     *
     * @param shard its number and how many there are, such as {@code 0/4}
     * @param gateway the address of the gateway that holds it, or the name that other gateways know
     *     it by
     * @param state of its connection; {@code null}: its gateway was not asked
     */
    record Shard(String shard, String gateway, @Nullable String state) {}

    static Shards of(List<InstanceReport> looks) {
        var byNumber = new TreeMap<Integer, Shard>();
        for (var look : looks) {
            var discord = look.data("discord");
            if (discord.isPresent()) {
                for (var field : discord.get().properties()) {
                    if (field.getKey().startsWith(PREFIX)) {
                        add(look, field, byNumber);
                    }
                }
            }
        }
        var all = List.copyOf(byNumber.values());
        var connected = all.stream().allMatch(it -> !"resuming".equals(it.state()));
        return new Shards(!all.isEmpty() && connected, all);
    }

    private static void add(
            InstanceReport look, Map.Entry<String, JsonNode> field, Map<Integer, Shard> byNumber) {
        var shard = field.getKey().substring(PREFIX.length());
        var number = Integer.valueOf(shard.split("/", 2)[0]);
        var holder = field.getValue().asText();
        if (holder.startsWith(HERE)) {
            byNumber.put(number, new Shard(shard, look.address(), holder.substring(HERE.length())));
        } else {
            byNumber.putIfAbsent(number, new Shard(shard, holder, null));
        }
    }

    @Override
    public void show(Terminal console) {
        console.table(rows());
    }

    List<List<StyledText>> rows() {
        if (shards.isEmpty()) {
            return List.of(List.of(StyledText.fine(false, "no gateway holds any shard")));
        }
        var rows = new ArrayList<List<StyledText>>();
        for (var shard : shards) {
            rows.add(
                    List.of(
                            StyledText.name(shard.shard()),
                            StyledText.plain(shard.gateway()),
                            shard.state() == null
                                    ? StyledText.dim("its gateway was not asked")
                                    : StyledText.fine(
                                            shard.state().equals("connected"), shard.state())));
        }
        return rows;
    }
}
