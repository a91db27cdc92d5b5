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
record DeadEvents(boolean fine, List<JsonNode> deadEvents, Map<String, Long> again)
        implements CommandReport {

    private static final String GATEWAY = "gateway";

    DeadEvents {
        deadEvents = List.copyOf(deadEvents);
        again = new TreeMap<>(again);
    }

    static DeadEvents list(OperatorClient doors) {
        var all =
                StreamSupport.stream(
                                doors.get(GATEWAY, "/dead-letters/events").spliterator(), false)
                        .toList();
        return new DeadEvents(all.isEmpty(), all, Map.of());
    }

    /** Has those of every service told again. */
    static DeadEvents retry(OperatorClient doors) {
        var again = new TreeMap<String, Long>();
        for (var service : doors.settings().services()) {
            var told = doors.post(GATEWAY, "/dead-letters/events/retry?service=" + service);
            again.put(service, told.path("events").asLong());
        }
        return new DeadEvents(true, List.of(), again);
    }

    @Override
    public void show(Terminal console) {
        var rows = new ArrayList<List<StyledText>>();
        again.forEach((service, events) ->
                rows.add(
                        List.of(
                                StyledText.name(service),
                                StyledText.plain("%d events are told again".formatted(events)))));
        for (var event : deadEvents) {
            rows.add(
                    List.of(
                            StyledText.dim(Times.at(event.path("refusedAt").asText())),
                            StyledText.name(event.path("service").asText()),
                            StyledText.plain("guild " + event.path("guild").asText()),
                            StyledText.plain(event.path("key").asText()),
                            new StyledText(TextColor.BAD, event.path("because").asText())));
        }
        if (rows.isEmpty()) {
            rows.add(
                    List.of(
                            new StyledText(
                                    TextColor.GOOD, "none: no service has refused an event")));
        }
        console.table(rows);
        if (!deadEvents.isEmpty()) {
            console.line(
                    StyledText.dim(
                            "Mend the cause, then have them told again: holdfastctl dead-events retry"));
        }
    }
}
