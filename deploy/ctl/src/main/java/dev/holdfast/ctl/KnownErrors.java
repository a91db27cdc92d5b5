package dev.holdfast.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** Every kind of error that services met, once each, the one seen last comes last. */
record KnownErrors(boolean fine, List<JsonNode> errors) implements CommandReport {

    KnownErrors {
        errors = List.copyOf(errors);
    }

    static KnownErrors ask(OperatorClient doors) {
        var all =
                OperatorClient.each(doors.settings().instances(), instance -> of(doors, instance))
                        .stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(KnownErrors::last))
                        .toList();
        return new KnownErrors(all.isEmpty(), all);
    }

    private static List<JsonNode> of(OperatorClient doors, ServiceInstance instance) {
        return StreamSupport.stream(doors.get(instance, "/bot/errors").spliterator(), false)
                .<JsonNode>map(error ->
                        ((ObjectNode) error)
                                .put("service", instance.service())
                                .put("address", instance.address().toString()))
                .toList();
    }

    private static String last(JsonNode error) {
        return error.path("last").path("at").asText();
    }

    @Override
    public void show(Terminal console) {
        if (errors.isEmpty()) {
            console.line(
                    new StyledText(
                            TextColor.GOOD, "none: no service has met an error since its start"));
        }
        var rows = new ArrayList<List<StyledText>>();
        for (var error : errors) {
            rows.add(
                    List.of(
                            StyledText.dim(Times.since(last(error), Clock.systemUTC())),
                            StyledText.name(error.path("service").asText()),
                            new StyledText(TextColor.WARN, error.path("count").asText() + " times"),
                            StyledText.plain(error.path("system").asText()),
                            new StyledText(
                                    TextColor.BAD,
                                    "%s %s"
                                            .formatted(
                                                    error.path("exception").asText(),
                                                    error.path("message").asText())
                                            .strip()),
                            StyledText.dim(error.path("last").path("operation").asText())));
        }
        console.table(rows);
    }
}
