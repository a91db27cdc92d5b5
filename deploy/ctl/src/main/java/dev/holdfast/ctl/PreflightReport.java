package dev.holdfast.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What holds, what does not and what could not be seen, before somebody changes something. */
record PreflightReport(boolean fine, List<Line> lines) implements CommandReport {

    private static final String DOOR = "/health/preflight";
    private static final String TEST_ALERT = "/health/test-alert";

    /** Each route may take 15 s. */
    private static final Duration LONGEST_TEST = Duration.ofMinutes(2);

    private static final Duration OLDEST = Duration.ofHours(26);
    private static final Pattern WAITING = Pattern.compile("[1-9][0-9]* migrations wait");

    /**
     * One thing that was looked at.
     *
     * @param advice what to do; empty where it holds
     */
    record Line(String name, Answer answer, String detail, String advice) {

        static Line holds(String name, String detail) {
            return new Line(name, Answer.HOLDS, detail, "");
        }
    }

    /** What was not seen is not taken for good. */
    enum Answer {
        HOLDS,
        DOES_NOT,
        NOT_SEEN
    }

    /** Plans what making the database ready would do. */
    interface Planner {
        Provision plan();
    }

    PreflightReport {
        lines = List.copyOf(lines);
    }

    /** Asks health-service, backup-service and the services' programs. Fine where all holds. */
    static PreflightReport look(OperatorClient doors, Clock clock, Planner planner) {
        var lines = new ArrayList<>(health(doors));
        lines.add(alerts(doors));
        lines.add(snapshot(doors, clock));
        lines.add(migrations(planner));
        lines.sort(Comparator.comparing(Line::name));
        return new PreflightReport(
                lines.stream().allMatch(line -> line.answer() == Answer.HOLDS), lines);
    }

    private static List<Line> health(OperatorClient doors) {
        try {
            return StreamSupport.stream(doors.get(HealthReport.SERVICE, DOOR).spliterator(), false)
                    .map(PreflightReport::line)
                    .toList();
        } catch (CtlException e) {
            return List.of(
                    notSeen(
                            "health",
                            "health-service cannot be asked for open incidents, disks, identifies and settings.",
                            e.sentence()));
        }
    }

    private static Line alerts(OperatorClient doors) {
        try {
            return line(doors.post(HealthReport.SERVICE, TEST_ALERT, LONGEST_TEST));
        } catch (CtlException e) {
            return notSeen("alerts", "health-service cannot be asked to send one.", e.sentence());
        }
    }

    /** A newer build may know more answers; none of them is taken for good. */
    private static Line line(JsonNode told) {
        var answer =
                switch (told.path("answer").asText()) {
                    case "HOLDS" -> Answer.HOLDS;
                    case "DOES_NOT" -> Answer.DOES_NOT;
                    default -> Answer.NOT_SEEN;
                };
        return new Line(
                told.path("name").asText(),
                answer,
                told.path("detail").asText(),
                told.path("advice").asText());
    }

    private static Line snapshot(OperatorClient doors, Clock clock) {
        var name = "snapshot";
        try {
            var newest = Backups.newestOfEverything(doors);
            return newest.filter(it -> it.isAfter(clock.instant().minus(OLDEST)))
                    .map(it -> Line.holds(name, "Verified: that of " + since(it, clock) + "."))
                    .orElseGet(() -> unproven(name, newest, clock));
        } catch (CtlException e) {
            return notSeen(name, "backup-service cannot be asked.", e.sentence());
        }
    }

    private static Line unproven(String name, Optional<Instant> newest, Clock clock) {
        return new Line(
                name,
                Answer.DOES_NOT,
                newest.map(it -> "The newest verified one is of " + since(it, clock) + ".")
                        .orElse("There is no verified one of everything."),
                "Take one: holdfastctl backup.");
    }

    private static String since(Instant then, Clock clock) {
        return Times.since(then.toString(), clock);
    }

    private static Line migrations(Planner planner) {
        var name = "migrations";
        try {
            var plan = planner.plan();
            if (!plan.fine()) {
                return notSeen(
                        name,
                        "A service's program does not say.",
                        "holdfastctl provision --plan shows why.");
            }
            var waiting =
                    plan.services().entrySet().stream()
                            .flatMap(service ->
                                    service.getValue().stream()
                                            .filter(line -> WAITING.matcher(line).matches())
                                            .map(line -> service.getKey() + ": " + line))
                            .collect(Collectors.joining("; "));
            return waiting.isEmpty()
                    ? Line.holds(name, "None waits.")
                    : new Line(
                            name,
                            Answer.DOES_NOT,
                            waiting + ".",
                            "The next start of these builds changes the database, after a snapshot: holdfastctl provision does it now.");
        } catch (CtlException e) {
            return notSeen(name, "The services' programs cannot be asked here.", e.sentence());
        }
    }

    private static Line notSeen(String name, String detail, String advice) {
        return new Line(name, Answer.NOT_SEEN, detail, advice);
    }

    @Override
    public void show(Terminal console) {
        console.line(
                fine
                        ? new StyledText(TextColor.GOOD, "All holds.")
                        : new StyledText(TextColor.BAD, "Not all holds; see below what to do."));
        console.line();
        console.table(lines.stream().map(PreflightReport::row).toList());
    }

    private static List<StyledText> row(Line line) {
        return List.of(
                StyledText.name(line.name()),
                switch (line.answer()) {
                    case HOLDS -> new StyledText(TextColor.GOOD, "holds");
                    case DOES_NOT -> new StyledText(TextColor.BAD, "does not hold");
                    case NOT_SEEN -> new StyledText(TextColor.WARN, "could not be seen");
                },
                StyledText.plain((line.detail() + " " + line.advice()).strip()));
    }
}
