package dev.holdfast.smoke.kill;

import dev.holdfast.smoke.kill.LedgerRows.Booked;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the run left behind, to be judged.
 *
 * @param bookedBefore by operation key, when all faults were over
 * @param replies to one more delivery of every key after that, by key
 * @param bookedAfter by operation key, after those
 * @param seen what the requests were answered with, and how often
 */
record RunResult(
        KillSettings settings,
        List<Delivered> delivered,
        Map<String, List<Booked>> bookedBefore,
        Map<String, Answer> replies,
        Map<String, List<Booked>> bookedAfter,
        SortedMap<String, Long> seen,
        List<String> unexpected,
        Map<Fault, Integer> faults,
        List<String> endedByThemselves,
        Duration duration) {

    List<Booked> before(Delivered payment) {
        return bookedBefore.getOrDefault(payment.key(), List.of());
    }

    List<Booked> after(Delivered payment) {
        return bookedAfter.getOrDefault(payment.key(), List.of());
    }

    /** The counts, for a person to read. */
    String report() {
        var sent =
                delivered.stream().flatMap(it -> it.reply().stream()).filter(it -> !it.refuses());
        var refused =
                delivered.stream().flatMap(it -> it.reply().stream()).filter(Answer.Given::refuses);
        var unknown = delivered.stream().filter(it -> it.reply().isEmpty()).toList();
        var applied = unknown.stream().filter(it -> !before(it).isEmpty()).count();
        var report = new StringBuilder();
        line(report, "seed", settings.seed());
        line(report, "payments", delivered.size());
        line(report, "sends (every payment twice)", 2L * delivered.size());
        line(report, "acknowledged as sent", sent.count());
        line(report, "acknowledged as refused", refused.count());
        line(report, "unknown to their sender", unknown.size());
        line(report, "  of these applied", applied);
        seen.forEach((what, count) -> line(report, "requests: " + what, count));
        for (var fault : Fault.values()) {
            line(report, "fault: " + fault.words(), faults.getOrDefault(fault, 0));
        }
        line(report, "seconds under faults", duration.toSeconds());
        return report.toString();
    }

    private static void line(StringBuilder report, String what, long count) {
        report.append("%n  %-44s %,10d".formatted(what, count));
    }
}
