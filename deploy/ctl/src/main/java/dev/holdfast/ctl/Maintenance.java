package dev.holdfast.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Where the bot rests. */
record Maintenance(boolean fine, List<JsonNode> maintenance) implements Report {

    private static final String GATEWAY = "gateway";
    private static final String DOOR = "/maintenance";
    private static final String EVERYWHERE = "0";

    Maintenance {
        maintenance = List.copyOf(maintenance);
    }

    /** What it is now. */
    static Maintenance read(Doors doors) {
        var all = StreamSupport.stream(doors.get(GATEWAY, DOOR).spliterator(), false).toList();
        return new Maintenance(true, all);
    }

    /**
     * Has the bot rest.
     *
     * @param guild empty: everywhere
     * @param by who wants it, for the record
     */
    static Maintenance begin(Doors doors, Optional<Id> guild, String reason, String by) {
        Map<String, String> order = new HashMap<>(Map.of("reason", reason, "by", by));
        guild.ifPresent(id -> order.put("guild", id.digits()));
        doors.put(GATEWAY, DOOR, order);
        return read(doors);
    }

    /** Has it work again. */
    static Maintenance end(Doors doors, Optional<Id> guild) {
        doors.delete(GATEWAY, DOOR + guild.map(id -> "?guild=" + id.digits()).orElse(""));
        return read(doors);
    }

    static boolean isEverywhere(List<JsonNode> maintenance) {
        return maintenance.stream().anyMatch(it -> it.path("guild").asText().equals(EVERYWHERE));
    }

    @Override
    public void show(Console console) {
        console.table(rows(maintenance));
    }

    static List<List<Word>> rows(List<JsonNode> maintenance) {
        if (maintenance.isEmpty()) {
            return List.of(List.of(new Word(Ink.GOOD, "none: the bot works everywhere")));
        }
        var rows = new ArrayList<List<Word>>();
        for (var one : maintenance) {
            var guild = one.path("guild").asText();
            rows.add(
                    List.of(
                            new Word(
                                    Ink.WARN,
                                    guild.equals(EVERYWHERE) ? "everywhere" : "guild " + guild),
                            Word.plain(one.path("reason").asText()),
                            Word.dim(
                                    "by %s, since %s"
                                            .formatted(
                                                    one.path("by").asText(),
                                                    Times.since(
                                                            one.path("since").asText(),
                                                            Clock.systemUTC())))));
        }
        return rows;
    }
}
