package dev.holdfast.ctl;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters: effects, timers and events that failed so often that they are not tried again.
 *
 * @param gone of the rows that were decided about, those that were no dead letters any more
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record DeadLetters(
        boolean fine,
        List<Found> deadLetters,
        @Nullable Fate fate,
        List<DeadLetterId> decided,
        List<DeadLetterId> gone)
        implements CommandReport {

    DeadLetters {
        deadLetters = List.copyOf(deadLetters);
        decided = List.copyOf(decided);
        gone = List.copyOf(gone);
    }

    /** What is to become of rows. */
    enum Fate {
        LIST,
        RETRY,
        DROP
    }

    /** One that waits for an operator. */
    record Found(DeadLetterId row, String what, String operation, String since, String because) {}

    static DeadLetters list(OperatorClient doors) {
        var found = new ArrayList<Found>();
        for (var service : doors.settings().services()) {
            doors.get(service, "/bot/dead-letters").forEach(row -> found.add(found(service, row)));
        }
        return new DeadLetters(found.isEmpty(), found, null, List.of(), List.of());
    }

    private static Found found(String service, JsonNode row) {
        return new Found(
                new DeadLetterId(
                        service,
                        row.path("kind").asText(),
                        row.path("guild").asText(),
                        row.path("row").asLong()),
                row.path("what").asText(),
                row.path("operation").asText(),
                row.path("since").asText(),
                row.path("because").asText());
    }

    /** Decides about each; in their order, since events are told again in it. */
    static DeadLetters decide(
            OperatorClient doors, Fate fate, List<DeadLetterId> rows, String by, Clock clock) {
        var decided = new ArrayList<DeadLetterId>();
        var gone = new ArrayList<DeadLetterId>();
        for (var row : rows) {
            var key = "dead-letter-%s-%d:%s".formatted(row.kind(), row.number(), clock.instant());
            var answer =
                    doors.post(
                            row.service(),
                            "/bot/dead-letters",
                            Map.of(
                                    "operation",
                                    key,
                                    "kind",
                                    row.kind(),
                                    "guild",
                                    row.guild(),
                                    "row",
                                    row.number(),
                                    "fate",
                                    fate,
                                    "by",
                                    by));
            (answer.path("changed").asBoolean() ? decided : gone).add(row);
        }
        return new DeadLetters(gone.isEmpty(), List.of(), fate, decided, gone);
    }

    @Override
    public void show(Terminal console) {
        var rows = new ArrayList<List<StyledText>>();
        for (var each : deadLetters) {
            rows.add(
                    List.of(
                            StyledText.dim(Times.at(each.since())),
                            StyledText.name(each.row().toString()),
                            StyledText.plain(each.what()),
                            StyledText.dim("[%s]".formatted(each.operation())),
                            new StyledText(TextColor.BAD, each.because())));
        }
        var done = String.valueOf(fate).toLowerCase(Locale.ROOT);
        decided.forEach(row ->
                rows.add(
                        List.of(
                                StyledText.name(row.toString()),
                                new StyledText(TextColor.GOOD, done))));
        gone.forEach(row ->
                rows.add(
                        List.of(
                                StyledText.name(row.toString()),
                                new StyledText(TextColor.BAD, "is no dead letter any more"))));
        if (rows.isEmpty()) {
            rows.add(List.of(new StyledText(TextColor.GOOD, "none: there are no dead letters")));
        }
        console.table(rows);
        if (!deadLetters.isEmpty()) {
            console.line(
                    StyledText.dim(
                            "Mend the cause, then: holdfastctl dead-letters retry <row>... or --all"));
        }
    }
}
