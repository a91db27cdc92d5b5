package dev.holdfast.gateway.rendering;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.UserId;
import java.util.List;
import java.util.stream.Collectors;

/** Who is notified by a message: exactly those who are named here, whatever its texts mention. */
final class Pings {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Pings() {}

    static ObjectNode allowed(List<UserId> people) {
        var allowed = JSON.objectNode();
        allowed.putArray("parse");
        if (!people.isEmpty()) {
            var users = allowed.putArray("users");
            people.forEach(person -> users.add(person.toString()));
        }
        return allowed;
    }

    /** Discord notifies only those whom the text mentions. */
    static String named(String text, List<UserId> people) {
        var missing = missing(text, people);
        return missing.isEmpty() ? text : (missing + "\n" + text).strip();
    }

    static ArrayNode named(ArrayNode components, List<UserId> people) {
        var texts = String.join("\n", components.findValuesAsText("content"));
        var missing = missing(texts, people);
        return missing.isEmpty()
                ? components
                : JSON.arrayNode().add(Layouts.text(missing)).addAll(components);
    }

    private static String missing(String text, List<UserId> people) {
        return people.stream()
                .map("<@%s>"::formatted)
                .filter(mention -> !text.contains(mention))
                .collect(Collectors.joining(" "));
    }
}
