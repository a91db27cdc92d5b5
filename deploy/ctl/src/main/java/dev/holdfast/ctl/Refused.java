package dev.holdfast.ctl;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Events that services refused for good.
 *
 * @param again by service, how many were just handed on to be told again
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Refused(boolean fine, List<JsonNode> refused, Map<String, Long> again) implements Report {

    private static final String GATEWAY = "gateway";

    Refused {
        refused = List.copyOf(refused);
        again = new TreeMap<>(again);
    }

    static Refused list(Doors doors) {
        var all =
                StreamSupport.stream(doors.get(GATEWAY, "/refused").spliterator(), false).toList();
        return new Refused(all.isEmpty(), all, Map.of());
    }

    /** Has those of every service told again. */
    static Refused retry(Doors doors) {
        var again = new TreeMap<String, Long>();
        for (var service : doors.settings().services()) {
            var told = doors.post(GATEWAY, "/refused/retry?service=" + service);
            again.put(service, told.path("events").asLong());
        }
        return new Refused(true, List.of(), again);
    }

    @Override
    public void show(Console console) {
        var rows = new ArrayList<List<Word>>();
        again.forEach((service, events) ->
                rows.add(
                        List.of(
                                Word.name(service),
                                Word.plain("%d events are told again".formatted(events)))));
        for (var event : refused) {
            rows.add(
                    List.of(
                            Word.dim(Times.at(event.path("refusedAt").asText())),
                            Word.name(event.path("service").asText()),
                            Word.plain("guild " + event.path("guild").asText()),
                            Word.plain(event.path("key").asText()),
                            new Word(Ink.BAD, event.path("because").asText())));
        }
        if (rows.isEmpty()) {
            rows.add(List.of(new Word(Ink.GOOD, "none: no service has refused an event")));
        }
        console.table(rows);
        if (!refused.isEmpty()) {
            console.line(
                    Word.dim(
                            "Mend the cause, then have them told again: holdfastctl refused retry"));
        }
    }
}
