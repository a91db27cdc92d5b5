package dev.holdfast.health.statuspage;

import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.statuspage.PublicStatus.Line;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Days as bars: one path for each verdict, so that a line is some 2 KB whatever happened. */
final class BarsHtml {

    /** Hatched: nobody takes it for one of the others, whatever colors they see. */
    static final String HATCH =
            """
            <svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>\
            <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
            <rect class="g" width="6" height="6"/><path class="h" d="M1 0v6" stroke-width="2"/></pattern></defs></svg>
            """;

    private static final int PITCH = 10;
    private static final int WIDTH = 8;
    private static final int HEIGHT = 100;

    private final StatusWords words;

    BarsHtml(StatusWords words) {
        this.words = words;
    }

    void draw(Line line, Instant now, Markup page) {
        page.raw("<svg class=\"bars\" role=\"img\" preserveAspectRatio=\"none\" viewBox=\"0 0 ")
                .raw("%d %d\" aria-label=\"".formatted(line.days().size() * PITCH - 2, HEIGHT))
                .text(words.bars(Locale.ENGLISH, line, now))
                .raw("\">");
        paths(line.days(), now)
                .forEach((verdict, path) ->
                        page.raw("<path %s d=\"%s\"/>".formatted(look(verdict), path)));
        page.raw("</svg>\n");
    }

    /** What the colors stand for. */
    void legend(Markup page) {
        page.raw("<ul class=\"legend\" aria-label=\"")
                .text(words.english("page.legend"))
                .raw("\">\n");
        for (var verdict : Verdict.values()) {
            page.raw("<li><svg viewBox=\"0 0 14 14\" aria-hidden=\"true\" focusable=\"false\">")
                    .raw("<path %s d=\"M0 0h14v14h-14z\"/></svg>".formatted(look(verdict)))
                    .text(words.english("legend." + verdict.name().toLowerCase(Locale.ROOT)))
                    .raw("</li>\n");
        }
        page.raw("</ul>\n");
    }

    private static String look(Verdict verdict) {
        return switch (verdict) {
            case WELL -> "class=\"w\"";
            case DEGRADED -> "class=\"d\"";
            case DOWN -> "class=\"x\"";
            case UNKNOWN -> "fill=\"url(#hatch)\"";
        };
    }

    private static Map<Verdict, StringBuilder> paths(List<DaySum> days, Instant now) {
        var paths = new EnumMap<Verdict, StringBuilder>(Verdict.class);
        for (var i = 0; i < days.size(); i++) {
            var below = 0.0;
            for (var part : BarHeights.of(days.get(i), now).parts()) {
                var bottom = HEIGHT - Math.round(below * HEIGHT);
                below += part.height();
                var top = HEIGHT - Math.round(below * HEIGHT);
                if (top < bottom) {
                    paths.computeIfAbsent(part.verdict(), _ -> new StringBuilder())
                            .append(
                                    "M%d %dh%dv%dh-%dz"
                                            .formatted(i * PITCH, top, WIDTH, bottom - top, WIDTH));
                }
            }
        }
        return paths;
    }
}
