package dev.holdfast.discord.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The described operations, found by what was asked for. */
final class Operations {

    private final List<Template> templates = new ArrayList<>();

    Operations(JsonNode paths) {
        paths.properties().forEach(path -> templates.add(Template.of(path.getKey())));
        templates.sort(Comparator.comparingLong(Template::names));
    }

    /** The description's path that is meant: of several the one with the fewest parameters. */
    Optional<String> path(String asked) {
        var segments = List.of(asked.split("/", -1));
        return templates.stream()
                .filter(template -> template.fits(segments))
                .map(Template::path)
                .findFirst();
    }

    static String method(RecordedExchange exchange) {
        return exchange.method().toLowerCase(Locale.ROOT);
    }

    private record Template(String path, List<String> segments) {

        static Template of(String path) {
            return new Template(path, List.of(path.split("/", -1)));
        }

        long names() {
            return segments.stream().filter(Template::isName).count();
        }

        boolean fits(List<String> asked) {
            if (asked.size() != segments.size()) {
                return false;
            }
            for (var at = 0; at < segments.size(); at++) {
                if (!isName(segments.get(at)) && !segments.get(at).equals(asked.get(at))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isName(String segment) {
            return segment.startsWith("{");
        }
    }
}
