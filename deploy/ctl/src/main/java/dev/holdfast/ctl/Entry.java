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
record Entry(
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
    static final Comparator<Entry> IN_TIME =
            Comparator.comparing(Entry::instant)
                    .thenComparing(entry -> !entry.kind().equals("operation"))
                    .thenComparing(entry -> entry.kind().equals(LOG));

    static Entry happening(String service, JsonNode told) {
        return new Entry(
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

    static Entry logged(Instance instance, JsonNode line) {
        return new Entry(
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
    List<Word> words() {
        return List.of(
                Word.dim(Times.at(at)),
                Word.name("%-8s".formatted(service)),
                new Word(kind.equals(LOG) ? Ink.DIM : Ink.BOLD, "%-9s".formatted(kind)),
                Word.plain("%-24s".formatted(subject)),
                new Word(ink(), "%-8s".formatted(state)),
                new Word(kind.equals(LOG) ? Ink.DIM : Ink.PLAIN, detail),
                Word.dim(operation.isEmpty() ? "" : "[" + operation + "]"));
    }

    private Ink ink() {
        return switch (state) {
            case "done", "applied", "booked" -> Ink.GOOD;
            case "aside", "interrupted" -> Ink.BAD;
            case "refused", "expired", "waiting", "running" -> Ink.WARN;
            default -> Ink.PLAIN;
        };
    }
}
