package dev.holdfast.ctl;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Everything at a glance.
 *
 * @param postgres whether every instance that answers says that PostgreSQL does; {@code null}: none
 *     let us in
 * @param redis likewise; the bot works on without it
 * @param queues by service, what waits; the same whichever instance is asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Status(
        boolean fine,
        List<InstanceReport> instances,
        @Nullable Boolean postgres,
        @Nullable Boolean redis,
        List<Leaders.Leader> leaders,
        List<Shards.Shard> shards,
        Map<String, Map<String, Double>> queues,
        List<JsonNode> maintenance)
        implements CommandReport {

    private static final List<String> NEED_SOMEBODY = List.of("outboxDeadLetters", "deadEvents");

    Status {
        instances = List.copyOf(instances);
        leaders = List.copyOf(leaders);
        shards = List.copyOf(shards);
        queues = new TreeMap<>(queues);
        maintenance = List.copyOf(maintenance);
    }

    static Status look(OperatorClient doors) {
        var looks =
                OperatorClient.each(
                        doors.settings().instances(), it -> InstanceReport.at(doors, it));
        var leaders = Leaders.of(looks);
        var shards = Shards.of(looks);
        var queues = queues(looks);
        var untouched =
                queues.values().stream()
                        .flatMap(depths -> depths.entrySet().stream())
                        .noneMatch(it -> NEED_SOMEBODY.contains(it.getKey()) && it.getValue() > 0);
        return new Status(
                looks.stream().allMatch(InstanceReport::up)
                        && leaders.fine()
                        && shards.fine()
                        && untouched,
                looks,
                answers(looks, "database"),
                answers(looks, "redis"),
                leaders.leaders(),
                shards.shards(),
                queues,
                maintenance(doors, looks));
    }

    private static @Nullable Boolean answers(List<InstanceReport> looks, String check) {
        return looks.stream().anyMatch(it -> it.trouble() == null)
                ? looks.stream().allMatch(it -> it.answers(check))
                : null;
    }

    /** An instance that was away knows less; what was counted most is true. */
    private static Map<String, Map<String, Double>> queues(List<InstanceReport> looks) {
        return looks.stream()
                .filter(it -> it.trouble() == null)
                .collect(
                        Collectors.toMap(
                                InstanceReport::service,
                                InstanceReport::depths,
                                (one, other) -> {
                                    var most = new TreeMap<>(one);
                                    other.forEach(
                                            (name, depth) -> most.merge(name, depth, Math::max));
                                    return most;
                                }));
    }

    private static List<JsonNode> maintenance(OperatorClient doors, List<InstanceReport> looks) {
        if (looks.stream()
                .noneMatch(it -> it.service().equals("gateway") && it.trouble() == null)) {
            return List.of();
        }
        try {
            return StreamSupport.stream(doors.get("gateway", "/maintenance").spliterator(), false)
                    .toList();
        } catch (CtlException _) { // the database is away
            return List.of();
        }
    }

    @Override
    public void show(Terminal console) {
        console.line(verdict());
        heading(console, "Services");
        console.table(services());
        faults().forEach(console::line);
        if (instances.stream().allMatch(it -> it.trouble() != null)) {
            return; // nobody told of anything else
        }
        heading(console, "Servers");
        console.table(
                List.of(
                        List.of(StyledText.name("PostgreSQL"), answers(postgres)),
                        List.of(StyledText.name("Redis"), answers(redis))));
        heading(console, "Leaders");
        console.table(new Leaders(true, leaders).rows(Clock.systemUTC()));
        heading(console, "Shards");
        console.table(new Shards(true, shards).rows());
        heading(console, "Queues");
        console.table(depths());
        heading(console, "Maintenance");
        MaintenanceReport.rows(maintenance).forEach(row -> console.table(List.of(row)));
    }

    private StyledText verdict() {
        if (!fine) {
            return new StyledText(TextColor.BAD, "Something is wrong; see what is not up below.");
        }
        if (maintenance.isEmpty()) {
            return new StyledText(TextColor.GOOD, "All is well.");
        }
        return new StyledText(
                TextColor.WARN, MaintenanceReport.verdict(maintenance) + " Else all is well.");
    }

    private static void heading(Terminal console, String text) {
        console.line();
        console.line(new StyledText(TextColor.BOLD, text));
    }

    private static StyledText answers(@Nullable Boolean does) {
        if (does == null) {
            return StyledText.dim("not known");
        }
        return StyledText.fine(does, does ? "answers" : "does not answer");
    }

    private List<List<StyledText>> services() {
        var rows = new ArrayList<List<StyledText>>();
        for (var look : instances) {
            var up = look.checks().stream().filter(InstanceReport.Check::up).count();
            rows.add(
                    List.of(
                            StyledText.name(look.service()),
                            StyledText.plain(look.address()),
                            StyledText.fine(look.up(), look.up() ? "up" : "not up"),
                            StyledText.dim(
                                    look.trouble() == null
                                            ? "%d of %d checks up, build %s"
                                                    .formatted(
                                                            up, look.checks().size(), look.build())
                                            : "")));
        }
        return rows;
    }

    private List<StyledText> faults() {
        var faults = new ArrayList<StyledText>();
        for (var look : instances) {
            if (look.trouble() != null) {
                faults.add(new StyledText(TextColor.BAD, look.trouble()));
            }
            for (var check : look.checks()) {
                if (!check.up()) {
                    faults.add(
                            new StyledText(
                                    TextColor.BAD,
                                    "%s: %s is down %s"
                                            .formatted(
                                                    look.address(), check.name(), check.data())));
                }
            }
        }
        return faults;
    }

    private List<List<StyledText>> depths() {
        var rows = new ArrayList<List<StyledText>>();
        queues.forEach((service, depths) -> {
            var row = new ArrayList<StyledText>(List.of(StyledText.name(service)));
            depths.forEach((name, depth) ->
                    row.add(
                            new StyledText(
                                    depth == 0
                                            ? TextColor.PLAIN
                                            : NEED_SOMEBODY.contains(name)
                                                    ? TextColor.BAD
                                                    : TextColor.WARN,
                                    "%s %.0f".formatted(spaced(name), depth))));
            rows.add(row);
        });
        return rows;
    }

    private static String spaced(String name) {
        return name.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
