package dev.holdfast.ctl;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a timeline: what a service's tables tell, or a line of its log.
 *
 * @param operation the operation key by which it was found
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TimelineLine(
        String at,
        String service,
        String kind,
        String operation,
        @Nullable String cause,
        @Nullable String guild,
        @Nullable String user,
        String subject,
        String state,
        String detail) {

    static final String LOG = "log";

    /** An operation comes before what it did, and what was written of it to a log behind that. */
    static final Comparator<TimelineLine> IN_TIME =
            Comparator.comparing(TimelineLine::instant)
                    .thenComparing(entry -> !entry.kind().equals("operation"))
                    .thenComparing(entry -> entry.kind().equals(LOG));

    static TimelineLine entry(String service, JsonNode told) {
        return new TimelineLine(
                told.path("at").asText(),
                service,
                told.path("kind").asText(),
                told.path("operation").asText(),
                text(told, "cause"),
                text(told, "guild"),
                text(told, "user"),
                told.path("subject").asText(),
                told.path("state").asText(),
                told.path("detail").asText());
    }

    static TimelineLine logged(ServiceInstance instance, JsonNode line) {
        return new TimelineLine(
                line.path("at").asText(),
                instance.service(),
                LOG,
                "",
                null,
                null,
                null,
                line.path("file").asText(),
                "",
                line.path("text").asText());
    }

    private static @Nullable String text(JsonNode told, String field) {
        return told.hasNonNull(field) ? told.path(field).asText() : null;
    }

    Instant instant() {
        return Instant.parse(at);
    }

    /** In columns that do not depend on other lines, since more may come. */
    List<StyledText> words() {
        return List.of(
                StyledText.dim(Times.at(at)),
                StyledText.name("%-8s".formatted(service)),
                new StyledText(
                        kind.equals(LOG) ? TextColor.DIM : TextColor.BOLD, "%-9s".formatted(kind)),
                StyledText.plain("%-24s".formatted(subject)),
                new StyledText(ink(), "%-8s".formatted(state)),
                new StyledText(kind.equals(LOG) ? TextColor.DIM : TextColor.PLAIN, detail),
                StyledText.dim(operation.isEmpty() ? "" : "[" + operation + "]"));
    }

    private TextColor ink() {
        return switch (state) {
            case "done", "applied", "booked" -> TextColor.GOOD;
            case "dead letter", "interrupted" -> TextColor.BAD;
            case "refused", "expired", "waiting", "running" -> TextColor.WARN;
            default -> TextColor.PLAIN;
        };
    }
}
