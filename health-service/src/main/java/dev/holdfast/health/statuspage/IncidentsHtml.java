package dev.holdfast.health.statuspage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Incidents with what happened when. */
final class IncidentsHtml {

    private final StatusWords words;

    IncidentsHtml(StatusWords words) {
        this.words = words;
    }

    /**
     * A section of them.
     *
     * @param id of the section's heading
     */
    void draw(String id, List<PublicIncident> incidents, Markup page) {
        page.raw("<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">".formatted(id, id))
                .text(words.english("page.incidents." + id))
                .raw("</h2>\n");
        if (incidents.isEmpty()) {
            page.raw("<p>").text(words.english("page.incidents.none-" + id)).raw("</p>\n");
        }
        incidents.forEach(incident -> draw(incident, page));
        page.raw("</section>\n");
    }

    private void draw(PublicIncident incident, Markup page) {
        var verdict = incident.verdict().name().toLowerCase(Locale.ROOT);
        var name = words.name(Locale.ENGLISH, incident.root());
        page.raw("<article class=\"incident\">\n<h3>")
                .text(words.english("incident.title." + verdict, name))
                .raw("</h3>\n<ol class=\"steps\">\n");
        step(incident.began(), words.english("incident.began"), page);
        step(incident.seenAt(), words.english("incident.seen"), page);
        if (incident.ended() != null) {
            var length = Duration.between(incident.began(), incident.ended());
            step(
                    incident.ended(),
                    words.english("incident.ended", words.length(Locale.ENGLISH, length)),
                    page);
        }
        page.raw("</ol>\n");
        if (!incident.attached().isEmpty()) {
            var names =
                    incident.attached().stream()
                            .map(each -> words.name(Locale.ENGLISH, each))
                            .collect(Collectors.joining(", "));
            page.raw("<p class=\"faint\">")
                    .text(words.english("incident.attached", names))
                    .raw("</p>\n");
        }
        page.raw("</article>\n");
    }

    private static void step(@Nullable Instant at, String what, Markup page) {
        if (at != null) {
            page.raw("<li>");
            moment(at, StatusWords.moment(at), page);
            page.raw(": ").text(what).raw("</li>\n");
        }
    }

    static void moment(Instant at, String shown, Markup page) {
        page.raw("<time datetime=\"").text(at.toString()).raw("\">").text(shown).raw("</time>");
    }
}
