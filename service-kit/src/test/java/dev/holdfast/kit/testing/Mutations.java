package dev.holdfast.kit.testing;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Breaks a valid body in one place, as bugs, other builds and attackers do. */
final class Mutations {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String LONE_SURROGATE = "a\ud800b";
    private static final List<JsonNode> ODD =
            List.of(
                    JSON.nullNode(),
                    JSON.textNode(""),
                    JSON.textNode(" "),
                    JSON.textNode("a\0b"),
                    JSON.textNode(LONE_SURROGATE),
                    JSON.textNode("\u202e\u2066"),
                    JSON.textNode("no-such-word"),
                    JSON.textNode("9999999999999999999"),
                    JSON.textNode("99999999999999999999"),
                    JSON.textNode("-1"),
                    JSON.textNode("1e400"),
                    JSON.textNode("a:-999999999-01-01T00:00:00Z"),
                    JSON.textNode("+1000000000-12-31T23:59:59.999999999Z"),
                    JSON.textNode("9999-99-99T99:99:99Z"),
                    JSON.textNode("http://[::1"),
                    JSON.textNode("x".repeat(100_000)),
                    JSON.numberNode(0),
                    JSON.numberNode(-1),
                    JSON.numberNode(1.5),
                    JSON.numberNode(Long.MAX_VALUE),
                    JSON.numberNode(Long.MIN_VALUE),
                    JSON.numberNode(new java.math.BigInteger("9".repeat(40))),
                    JSON.numberNode(new java.math.BigDecimal("1e400")),
                    JSON.booleanNode(true),
                    JSON.arrayNode(),
                    JSON.arrayNode().addNull(),
                    JSON.objectNode(),
                    JSON.objectNode().putNull("a"));

    private final ObjectMapper json = new ObjectMapper();
    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    /** Bodies that are no such thing, whatever it is that was wanted. */
    List<byte[]> never() {
        var texts =
                Stream.of(
                                "",
                                "null",
                                "\"\"",
                                "[]",
                                "{}",
                                "{",
                                "1",
                                "true",
                                "[null]",
                                " ",
                                "{\"a\":1}",
                                "\0\0\0{",
                                "nul",
                                "{} {}",
                                "\ufeffnull",
                                "NaN")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8));
        var bytes =
                Stream.of(
                        new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0},
                        new byte[] {'"', (byte) 0xc3, '(', '"'},
                        new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':'},
                        "[".repeat(5_000).getBytes(StandardCharsets.UTF_8));
        return Stream.concat(texts, bytes).toList();
    }

    /** The body with something else in one place, or without it, or with more than is known. */
    byte[] broken(JsonNode valid) {
        var body = valid.deepCopy();
        var places = new ArrayList<JsonPointer>();
        collect(body, JsonPointer.empty(), places);
        if (places.isEmpty()) {
            return bytes(ODD.get(random.nextInt(ODD.size())));
        }
        var place = places.get(random.nextInt(places.size()));
        var odd = ODD.get(random.nextInt(ODD.size()));
        switch (body.at(place.head())) {
            case ObjectNode fields -> change(fields, place.last().getMatchingProperty(), odd);
            case ArrayNode list -> list.set(place.last().getMatchingIndex(), odd);
            default -> throw new IllegalStateException("nothing lies in " + place.head());
        }
        return random.nextInt(20) == 0 ? invalidUtf8(bytes(body)) : bytes(body);
    }

    private void change(ObjectNode fields, String name, JsonNode odd) {
        switch (random.nextInt(6)) {
            case 0, 1 -> fields.remove(name);
            case 2 -> fields.set(name + "x", odd);
            default -> fields.set(name, odd);
        }
    }

    private byte[] invalidUtf8(byte[] body) {
        body[random.nextInt(body.length)] = (byte) 0xc3;
        return body;
    }

    byte[] bytes(JsonNode body) {
        try {
            // Lone surrogates have no UTF-8: they travel as \ud800.
            return json.writeValueAsString(body)
                    .replace("\ud800", "\\ud800")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (!at.matches()) {
            places.add(at);
        }
        node.properties()
                .forEach(it -> collect(it.getValue(), at.appendProperty(it.getKey()), places));
        if (node.isArray()) {
            for (var index = 0; index < node.size(); index++) {
                collect(node.path(index), at.appendIndex(index), places);
            }
        }
    }
}
