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
 * What failed so often that it was set aside: effects, timers, events.
 *
 * @param gone of the rows that were decided about, those that were no longer set aside
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Poison(
        boolean fine, List<Found> aside, @Nullable Fate fate, List<Row> decided, List<Row> gone)
        implements Report {

    Poison {
        aside = List.copyOf(aside);
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
    record Found(Row row, String what, String operation, String since, String because) {}

    static Poison list(Doors doors) {
        var found = new ArrayList<Found>();
        for (var service : doors.settings().services()) {
            doors.get(service, "/bot/aside").forEach(row -> found.add(found(service, row)));
        }
        return new Poison(found.isEmpty(), found, null, List.of(), List.of());
    }

    private static Found found(String service, JsonNode row) {
        return new Found(
                new Row(
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
    static Poison decide(Doors doors, Fate fate, List<Row> rows, String by, Clock clock) {
        var decided = new ArrayList<Row>();
        var gone = new ArrayList<Row>();
        for (var row : rows) {
            var key = "aside-%s-%d:%s".formatted(row.kind(), row.number(), clock.instant());
            var answer =
                    doors.post(
                            row.service(),
                            "/bot/aside",
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
        return new Poison(gone.isEmpty(), List.of(), fate, decided, gone);
    }

    @Override
    public void show(Console console) {
        var rows = new ArrayList<List<Word>>();
        for (var each : aside) {
            rows.add(
                    List.of(
                            Word.dim(Times.at(each.since())),
                            Word.name(each.row().toString()),
                            Word.plain(each.what()),
                            Word.dim("[%s]".formatted(each.operation())),
                            new Word(Ink.BAD, each.because())));
        }
        var done = String.valueOf(fate).toLowerCase(Locale.ROOT);
        decided.forEach(
                row -> rows.add(List.of(Word.name(row.toString()), new Word(Ink.GOOD, done))));
        gone.forEach(row ->
                rows.add(
                        List.of(
                                Word.name(row.toString()),
                                new Word(Ink.BAD, "is not set aside any more"))));
        if (rows.isEmpty()) {
            rows.add(List.of(new Word(Ink.GOOD, "none: nothing is set aside")));
        }
        console.table(rows);
        if (!aside.isEmpty()) {
            console.line(
                    Word.dim("Mend the cause, then: holdfastctl poison retry <row>... or --all"));
        }
    }
}
