package dev.holdfast.ctl;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * How one instance is, by its own account.
 *
 * @param trouble why nothing more is known; {@code null}: it answers
 * @param build which one runs; the higher is the newer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InstanceReport(
        String service,
        String address,
        boolean up,
        @Nullable String trouble,
        @Nullable String build,
        List<Check> checks,
        Map<String, Double> depths) {

    private static final Map<String, String> DEPTHS =
            Map.of(
                    "holdfast_outbox_waiting", "outboxWaiting",
                    "holdfast_outbox_dead_letters", "outboxDeadLetters",
                    "holdfast_timers_overdue", "timersOverdue",
                    "holdfast_gateway_events_parked", "eventsParked",
                    "holdfast_gateway_events_dead_letters", "deadEvents");

    InstanceReport {
        checks = List.copyOf(checks);
        depths = new TreeMap<>(depths);
    }

    /** A health check and what it tells. */
    record Check(String name, boolean up, JsonNode data) {}

    static InstanceReport at(OperatorClient doors, ServiceInstance instance) {
        try {
            var health = doors.health(instance);
            var checks =
                    StreamSupport.stream(health.path("checks").spliterator(), false)
                            .map(InstanceReport::check)
                            .toList();
            return new InstanceReport(
                    instance.service(),
                    instance.address().toString(),
                    health.path("status").asText().equals("UP"),
                    null,
                    doors.get(instance, "/bot/manifest").path("build").asText(),
                    checks,
                    depths(doors.metrics(instance)));
        } catch (CtlException e) {
            return new InstanceReport(
                    instance.service(),
                    instance.address().toString(),
                    false,
                    e.sentence(),
                    null,
                    List.of(),
                    Map.of());
        }
    }

    private static Check check(JsonNode check) {
        return new Check(
                check.path("name").asText(),
                check.path("status").asText().equals("UP"),
                check.path("data"));
    }

    private static Map<String, Double> depths(String metrics) {
        var depths = new TreeMap<String, Double>();
        metrics.lines()
                .map(line -> line.split(" ", 2))
                .filter(parts -> parts.length == 2 && DEPTHS.containsKey(parts[0]))
                .forEach(parts -> depths.put(DEPTHS.get(parts[0]), Double.valueOf(parts[1])));
        return depths;
    }

    /** Whether this instance says that what it checks by that name is there. */
    boolean answers(String check) {
        return checks.stream().allMatch(each -> !each.name().equals(check) || each.up());
    }

    Optional<JsonNode> data(String check) {
        return checks.stream()
                .filter(each -> each.name().equals(check))
                .map(Check::data)
                .findFirst();
    }
}
