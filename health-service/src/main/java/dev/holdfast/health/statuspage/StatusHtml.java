package dev.holdfast.health.statuspage;

import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.statuspage.PublicStatus.Line;
import dev.holdfast.health.statuspage.PublicStatus.Sight;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The status as one page of plain HTML: no script, nothing from elsewhere. Its one style is allowed
 * by its hash.
 */
@Singleton
final class StatusHtml {

    private static final String CSS = "/statuspage/status.css";

    private final StatusWords words;
    private final BarsHtml bars;
    private final IncidentsHtml incidents;
    private final String css;
    private final String policy;

    @Inject
    StatusHtml(StatusWords words) {
        this.words = words;
        this.bars = new BarsHtml(words);
        this.incidents = new IncidentsHtml(words);
        this.css = css();
        this.policy =
                "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
                        .formatted(hash(css));
    }

    /** What a browser may do with it, also where it lies as a file. */
    String policy() {
        return policy;
    }

    String render(PublicStatus status) {
        var page = new Markup();
        head(status, page);
        page.raw("<body>\n").raw(BarsHtml.HATCH);
        header(status, page);
        page.raw("<main>\n<section aria-labelledby=\"now\">\n<h2 id=\"now\">")
                .text(words.english("page.now"))
                .raw("</h2>\n<p class=\"faint\">")
                .text(words.english(status.hasHistory() ? "page.days" : "page.no-history"))
                .raw("</p>\n");
        bars.legend(page);
        PublicKinds.ALL.forEach(
                kind -> group(words.group(kind), status.of(kind), status.at(), page));
        page.raw("</section>\n");
        incidents.draw("open", status.open(), page);
        incidents.draw("past", status.past(), page);
        page.raw("</main>\n<footer><p>")
                .text(words.english("page.footer"))
                .raw("</p></footer>\n</body>\n</html>\n");
        return page.toString();
    }

    private void head(PublicStatus status, Markup page) {
        page.raw(
                        """
                        <!DOCTYPE html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="referrer" content="no-referrer">
                        <meta http-equiv="Content-Security-Policy" content=\"\
                        """)
                .text(policy)
                .raw("\">\n<title>")
                .text(words.english("page.title", words.headline(Locale.ENGLISH, status)))
                .raw("</title>\n<style>")
                .raw(css)
                .raw("</style>\n</head>\n");
    }

    private void header(PublicStatus status, Markup page) {
        page.raw("<header>\n<h1>")
                .text(words.english("page.heading"))
                .raw("</h1>\n<p class=\"overall %s\">".formatted(look(status.overall())))
                .raw("<span class=\"mark\" aria-hidden=\"true\">")
                .text(mark(status.overall()))
                .raw("</span>")
                .text(words.headline(Locale.ENGLISH, status))
                .raw("</p>\n");
        if (status.measuredAt() != null && status.sight() == Sight.STALE) {
            var since = StatusWords.time(status.measuredAt(), status.at());
            page.raw("<p>").text(words.english("page.stale", since)).raw("</p>\n");
        }
        var about = words.about(Locale.ENGLISH, status);
        if (!about.isEmpty()) {
            page.raw("<p>").text(about).raw("</p>\n");
        }
        page.raw("<p class=\"faint\">")
                .text(words.english("page.as-of", StatusWords.moment(status.at())))
                .raw("</p>\n</header>\n");
    }

    private void group(String title, List<Line> lines, Instant now, Markup page) {
        var isAlone = lines.size() == 1;
        if (!isAlone) {
            page.raw("<h3 class=\"group\">").text(title).raw("</h3>\n");
        }
        for (var line : lines) {
            var name = isAlone ? title : words.name(Locale.ENGLISH, line.component());
            line(isAlone ? "h3" : "h4", name, line, now, page);
        }
    }

    private void line(String heading, String name, Line line, Instant now, Markup page) {
        page.raw("<div class=\"line\">\n<div class=\"top\"><%s>".formatted(heading))
                .text(name)
                .raw("</%s><span class=\"verdict %s\">".formatted(heading, look(line.verdict())))
                .text(words.verdict(Locale.ENGLISH, line.verdict()));
        if (line.since() != null && line.verdict() != Verdict.WELL) {
            page.raw(" ").text(words.english("page.since", StatusWords.time(line.since(), now)));
        }
        page.raw("</span></div>\n");
        bars.draw(line, now, page);
        page.raw("<p class=\"faint\">").text(words.sum(Locale.ENGLISH, line, now)).raw("</p>\n");
        trouble(line, page);
        page.raw("</div>\n");
    }

    private void trouble(Line line, Markup page) {
        var days = line.days().reversed().stream().filter(StatusWords::hasTrouble).toList();
        if (days.isEmpty()) {
            return;
        }
        page.raw("<details><summary>")
                .text(words.english("page.trouble", days.size()))
                .raw("</summary>\n<ul>\n");
        for (var day : days) {
            page.raw("<li>")
                    .text(StatusWords.day(day.day()))
                    .raw(": ")
                    .text(trouble(day))
                    .raw("</li>\n");
        }
        page.raw("</ul>\n</details>\n");
    }

    private String trouble(DaySum day) {
        var down = words.english("page.trouble.down", words.length(Locale.ENGLISH, day.down()));
        var degraded =
                words.english(
                        "page.trouble.degraded", words.length(Locale.ENGLISH, day.degraded()));
        if (day.down().isZero()) {
            return degraded;
        }
        return day.degraded().isZero() ? down : down + ", " + degraded;
    }

    private static String look(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case WELL -> "✓";
            case DEGRADED -> "!";
            case DOWN -> "✕";
            case UNKNOWN -> "?";
        };
    }

    private static String css() {
        try (var file = StatusHtml.class.getResourceAsStream(CSS)) {
            return new String(
                    Objects.requireNonNull(file, CSS).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder()
                    .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
