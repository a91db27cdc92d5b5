package dev.holdfast.discord.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where Discord's documentation says otherwise than its description: {@code exceptions.json}, each
 * with the page that says so.
 */
final class Exceptions {

    private final List<Rule> rules = new ArrayList<>();

    /**
     * One of them.
     *
     * @param fault a regular expression that is found in the fault's sentence
     * @param page the documentation's
     */
    private record Rule(Pattern fault, String page) {

        static Rule of(JsonNode node) {
            return new Rule(
                    Pattern.compile(node.required("fault").asText()),
                    node.required("page").asText());
        }
    }

    static Exceptions read(ObjectMapper json) throws IOException {
        var exceptions = new Exceptions();
        try (var file = Exceptions.class.getResourceAsStream("/exceptions.json")) {
            json.readTree(file).forEach(node -> exceptions.rules.add(Rule.of(node)));
        }
        return exceptions;
    }

    List<String> except(List<Fault> faults) {
        return faults.stream().map(Fault::toString).filter(this::isOne).toList();
    }

    private boolean isOne(String fault) {
        return rules.stream().noneMatch(rule -> rule.fault().matcher(fault).find());
    }
}
