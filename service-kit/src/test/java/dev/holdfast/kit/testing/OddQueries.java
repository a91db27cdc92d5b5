package dev.holdfast.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Queries that hold what nobody should send. */
record OddQueries(Random random) {

    private static final List<String> ODD_PARAMETERS =
            List.of(
                    "",
                    " ",
                    "a\0b",
                    "-1",
                    "0",
                    "x",
                    "9999999999999999999",
                    "99999999999999999999",
                    "\u202e",
                    "true",
                    "+1000000000-12-31T23:59:59Z",
                    "-1000000000-01-01T00:00:00Z",
                    "a:-999999999-01-01T00:00:00Z",
                    "http://[::1",
                    "https://127.0.0.1:1/a",
                    "z".repeat(3_000),
                    "z".repeat(20_000));
    private static final List<String> RAW_PARAMETERS = List.of("%FF", "%C3%28", "%00");

    /** Each parameter with each odd value, alone and beside the others' usual ones. */
    List<String> of(JsonNode parameters) {
        var queries = new ArrayList<String>(List.of("", "?no-such=1"));
        for (var parameter : parameters) {
            if (!parameter.path("in").asText().equals("query")) {
                continue;
            }
            var own = parameter.path("name").asText();
            var others = new StringBuilder();
            for (var other : parameters) {
                if (!other.path("name").asText().equals(own) && random.nextBoolean()) {
                    others.append('&').append(other.path("name").asText()).append("=1");
                }
            }
            ODD_PARAMETERS.forEach(
                    odd -> queries.add("?%s=%s%s".formatted(own, encoded(odd), others)));
            RAW_PARAMETERS.forEach(odd -> queries.add("?%s=%s".formatted(own, odd)));
        }
        return queries;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
