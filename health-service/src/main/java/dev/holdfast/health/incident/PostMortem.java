package dev.holdfast.health.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Drafts a post-mortem of what an incident's timeline tells; people write the rest. */
final class PostMortem {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final String FORM =
            """
            # Incident %d: %s

            Began %s UTC, %s.
            Root: %s (%s). With it: %s.
            Seen to by: %s.

            ## What happened
            %s

            ## Why

            ## What was done, and what keeps it from happening again
            %s
            """;

    private PostMortem() {}

    static String draft(Incident incident, List<IncidentEntry> lines) {
        var notes = lines.stream().filter(it -> it.kind() == IncidentEntry.Kind.NOTE).toList();
        return FORM.formatted(
                incident.id(),
                incident.root(),
                TIME.format(incident.began()),
                length(incident),
                incident.root(),
                incident.verdict().name().toLowerCase(Locale.ROOT),
                attached(incident),
                Optional.ofNullable(incident.acknowledgedBy()).orElse("nobody"),
                written(lines),
                written(notes));
    }

    private static String length(Incident incident) {
        var ended = incident.ended();
        return ended == null ? "goes on" : "lasted " + minutes(incident.began(), ended);
    }

    private static String minutes(Instant began, Instant ended) {
        var whole = Duration.between(began, ended);
        return "%d min %d s".formatted(whole.toMinutes(), whole.toSecondsPart());
    }

    private static String attached(Incident incident) {
        return incident.attached().isEmpty()
                ? "nothing"
                : incident.attached().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
    }

    private static String written(List<IncidentEntry> lines) {
        return lines.stream()
                .map(line ->
                        "- %s %s%s"
                                .formatted(
                                        TIME.format(line.at()),
                                        line.by().isEmpty() ? "" : line.by() + ": ",
                                        line.text()))
                .collect(Collectors.joining("\n"));
    }
}
