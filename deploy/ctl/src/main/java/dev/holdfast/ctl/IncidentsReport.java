package dev.holdfast.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What went wrong, the newest last.
 *
 * @param whole one of them with its timeline, where that was asked for
 */
record IncidentsReport(boolean fine, List<JsonNode> incidents, Optional<JsonNode> whole)
        implements CommandReport {

    private static final String DOOR = "/health/incidents";

    IncidentsReport {
        incidents = List.copyOf(incidents);
    }

    /** Fine where none goes on. */
    static IncidentsReport recent(OperatorClient doors, int most) {
        var told =
                StreamSupport.stream(
                                doors.get(HealthReport.SERVICE, DOOR + "?limit=" + most)
                                        .spliterator(),
                                false)
                        .toList()
                        .reversed();
        return new IncidentsReport(
                told.stream().noneMatch(IncidentsReport::isOpen), told, Optional.empty());
    }

    /** One of them, with all that happened in it. */
    static IncidentsReport one(OperatorClient doors, long id) {
        var whole =
                doors.find(HealthReport.SERVICE, DOOR + "/" + id)
                        .orElseThrow(() ->
                                CtlException.usage(
                                        "There is no incident %d: 'holdfastctl incidents' lists them."
                                                .formatted(id)));
        var incident = whole.path("incident");
        return new IncidentsReport(!isOpen(incident), List.of(incident), Optional.of(whole));
    }

    private static boolean isOpen(JsonNode incident) {
        return !incident.hasNonNull("ended");
    }

    @Override
    public void show(Terminal console) {
        if (incidents.isEmpty()) {
            console.line(new StyledText(TextColor.GOOD, "none: nothing has gone wrong yet"));
        }
        console.table(incidents.stream().map(IncidentsReport::row).toList());
        whole.ifPresent(all -> {
            console.line();
            var lines = new ArrayList<List<StyledText>>();
            all.path("timeline").forEach(entry -> lines.add(entry(entry)));
            console.table(lines);
            if (!all.path("draft").asText().isEmpty()) {
                console.line();
                all.path("draft")
                        .asText()
                        .lines()
                        .forEach(it -> console.line(StyledText.plain(it)));
            }
        });
    }

    private static List<StyledText> row(JsonNode incident) {
        var attached = new ArrayList<String>();
        incident.path("attached").forEach(it -> attached.add(it.asText()));
        var verdict = HealthReport.verdict(incident);
        return List.of(
                StyledText.name(incident.path("id").asText()),
                StyledText.dim(Times.since(incident.path("began").asText(), Clock.systemUTC())),
                isOpen(incident)
                        ? new StyledText(TextColor.BAD, "goes on")
                        : new StyledText(TextColor.GOOD, "took " + took(incident)),
                new StyledText(HealthReport.ink(verdict), verdict.toLowerCase(Locale.ROOT)),
                StyledText.plain(incident.path("root").asText()),
                StyledText.dim(
                        incident.hasNonNull("acknowledgedBy")
                                ? "seen to by " + incident.path("acknowledgedBy").asText()
                                : ""),
                StyledText.dim(
                        attached.isEmpty()
                                ? ""
                                : attached.stream()
                                        .collect(Collectors.joining(", ", "with ", ""))));
    }

    private static String took(JsonNode incident) {
        var began = Instant.parse(incident.path("began").asText());
        var ended = Instant.parse(incident.path("ended").asText());
        return Times.words(Duration.between(began, ended));
    }

    private static List<StyledText> entry(JsonNode entry) {
        var by = entry.path("by").asText();
        return List.of(
                StyledText.dim(Times.at(entry.path("at").asText())),
                StyledText.name(entry.path("kind").asText().toLowerCase(Locale.ROOT)),
                StyledText.plain(entry.path("text").asText()),
                StyledText.dim(by.isEmpty() ? "" : "by " + by));
    }
}
