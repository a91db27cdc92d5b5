package dev.holdfast.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * How everything is by health-service's word.
 *
 * @param state as health-service says it
 */
record HealthReport(boolean fine, JsonNode state) implements CommandReport {

    static final String SERVICE = "health";

    private static final String DOOR = "/health/state";
    private static final String WELL = "WELL";
    private static final String UNKNOWN = "UNKNOWN";
    private static final String DEGRADED = "DEGRADED";

    /** Fine where all is well; what is unknown is not. */
    static HealthReport ask(OperatorClient doors) {
        var state = doors.get(SERVICE, DOOR);
        var components = list(state, "components");
        return new HealthReport(
                !state.path("cutOff").asBoolean()
                        && !components.isEmpty()
                        && components.stream().allMatch(it -> verdict(it).equals(WELL)),
                state);
    }

    private static List<JsonNode> list(JsonNode node, String field) {
        return StreamSupport.stream(node.path(field).spliterator(), false).toList();
    }

    static String verdict(JsonNode told) {
        return told.path("verdict").asText(UNKNOWN);
    }

    static TextColor ink(String verdict) {
        return switch (verdict) {
            case WELL -> TextColor.GOOD;
            case DEGRADED, UNKNOWN -> TextColor.WARN;
            default -> TextColor.BAD;
        };
    }

    @Override
    public void show(Terminal console) {
        console.line(summary());
        console.line();
        console.table(list(state, "components").stream().map(HealthReport::component).toList());
        console.line();
        console.table(list(state, "instances").stream().map(HealthReport::instance).toList());
    }

    private StyledText summary() {
        if (state.path("cutOff").asBoolean()) {
            return new StyledText(
                    TextColor.BAD,
                    "health-service reaches nothing, itself included: it is cut off, and what it says below is not known to be so.");
        }
        var last = state.path("lastRound").asText("");
        if (last.isEmpty()) {
            return new StyledText(TextColor.WARN, "Nothing was measured yet.");
        }
        var measured = "Measured " + Times.since(last, Clock.systemUTC()) + ".";
        return fine
                ? new StyledText(TextColor.GOOD, "All is well. " + measured)
                : new StyledText(TextColor.BAD, "Not all is well. " + measured);
    }

    private static List<StyledText> component(JsonNode it) {
        return List.of(
                StyledText.name(it.path("component").asText()),
                new StyledText(ink(verdict(it)), verdict(it).toLowerCase(Locale.ROOT)),
                StyledText.dim(
                        "since " + Times.since(it.path("since").asText(), Clock.systemUTC())),
                StyledText.dim(build(it)),
                StyledText.plain(it.path("detail").asText()));
    }

    private static List<StyledText> instance(JsonNode it) {
        var failing = new ArrayList<String>();
        it.path("failing").forEach(check -> failing.add(check.asText()));
        var isUp = it.path("reached").asBoolean() && it.path("ready").asBoolean();
        return List.of(
                StyledText.name(it.path("service").asText()),
                StyledText.plain(it.path("address").asText()),
                StyledText.fine(isUp, word(it)),
                StyledText.dim(build(it)),
                failing.isEmpty()
                        ? StyledText.plain("")
                        : new StyledText(TextColor.BAD, "down: " + String.join(", ", failing)));
    }

    private static String word(JsonNode instance) {
        if (!instance.path("reached").asBoolean()) {
            return "not reached";
        }
        if (!instance.path("started").asBoolean()) {
            return "starting";
        }
        return instance.path("ready").asBoolean() ? "ready" : "not ready";
    }

    private static String build(JsonNode it) {
        var build = it.path("build").asText();
        return build.isEmpty() ? "" : "build " + build;
    }
}
