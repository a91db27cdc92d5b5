package dev.holdfast.smoke.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.smoke.chaos.Ledger.Booked;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All that a run came to.
 *
 * @param told what each person was told in the end
 * @param late how many of them had no answer when they stopped waiting for it
 * @param messages the bot's, by the interaction that each answers
 * @param notices how often the admins were told of an adjustment, by its mark
 * @param booked what moved, by the operation that moved it
 * @param mischief how often each was done
 * @param lost errands of which even the local Discord knows nothing
 */
record Findings(
        ChaosSettings settings,
        List<RequestResult> told,
        int late,
        Map<String, List<JsonNode>> messages,
        Map<String, Long> notices,
        Map<String, List<Booked>> booked,
        Map<String, Integer> mischief,
        List<String> lost) {

    private static final int FEW = 5;

    List<Booked> booked(RequestResult told) {
        return booked.getOrDefault(told.interaction(), List.of());
    }

    /** What was said in answer, without the pings. */
    List<JsonNode> answers(RequestResult told) {
        return messages(told).stream().filter(message -> !isPing(message)).toList();
    }

    /** After a deferral whoever gains is pinged by a message of nothing else. */
    List<JsonNode> pings(RequestResult told) {
        return messages(told).stream().filter(Findings::isPing).toList();
    }

    private List<JsonNode> messages(RequestResult told) {
        return messages.getOrDefault(told.interaction(), List.of());
    }

    private static boolean isPing(JsonNode message) {
        return message.path("content").asText().matches("<@\\d+>");
    }

    long notices(RequestResult told) {
        return notices.getOrDefault(told.errand().mark(), 0L);
    }

    long count(Predicate<RequestResult> these) {
        return told.stream().filter(these).count();
    }

    /** Fails, and shows the first few, where any are so. */
    void none(Predicate<RequestResult> wrong) {
        var found = told.stream().filter(wrong).toList();
        assertTrue(
                found.isEmpty(),
                () ->
                        "%d: %s"
                                .formatted(
                                        found.size(),
                                        found.stream().limit(FEW).map(this::dossier).toList()));
    }

    private String dossier(RequestResult told) {
        return "%n%s %s by %s: %s '%s' after %s%n  booked %s"
                .formatted(
                        told.interaction(),
                        told.errand().kind(),
                        told.errand().user(),
                        told.state(),
                        told.text(),
                        told.waited(),
                        booked(told));
    }

    String report() {
        var lines = new TreeMap<String, Object>();
        lines.put("1 seed", settings.seed());
        lines.put("2 commands", told.size());
        lines.put("3 done", count(RequestResult::done));
        lines.put("3 said that nothing happened", count(RequestResult::nothingHappened));
        lines.put("3 said that it cannot say", count(RequestResult::uncertain));
        lines.put("3 of these, said by Discord itself", count(RequestResult::failed));
        lines.put("4 answered later than anybody waited", late);
        lines.put("4 never answered", count(it -> !it.answered()));
        lines.put("4 effects on Discord", notices.values().stream().mapToLong(it -> it).sum());
        lines.put("5 waited, median", within(0.5));
        lines.put("5 waited, 99 of 100", within(0.99));
        lines.put("5 waited, longest", within(1));
        mischief.forEach((name, times) -> lines.put("6 " + name, times));
        return lines.entrySet().stream()
                .map(line -> "  %-44s %s".formatted(line.getKey().substring(2), line.getValue()))
                .collect(Collectors.joining("\n", "\n", ""));
    }

    private Duration within(double share) {
        var waited = told.stream().map(RequestResult::waited).sorted().toList();
        var place = (int) Math.ceil(share * waited.size()) - 1;
        return waited.isEmpty() ? Duration.ZERO : waited.get(Math.max(0, place));
    }
}
