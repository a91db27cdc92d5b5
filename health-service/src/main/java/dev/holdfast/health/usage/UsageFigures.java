package dev.holdfast.health.usage;

import dev.holdfast.health.usage.UsageStore.DayRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a guild, or everybody, used the bot.
 *
 * @param days by when they begin, those without commands left out
 * @param median empty where no answer was measured
 * @param slowest what 5 of 100 commands took longer than
 * @param top by command, the most used first
 * @param members oldest first
 */
record UsageFigures(
        Map<Instant, Counts> days,
        Counts all,
        Optional<Duration> median,
        Optional<Duration> slowest,
        List<Top> top,
        List<MemberDay> members,
        Satisfaction satisfaction) {

    /** Fewer say nothing about how many succeed. */
    static final long TOO_FEW = 20;

    private static final double MEDIAN = 50;
    private static final double SLOWEST = 95;

    /** One command's. */
    record Top(String command, Counts counts) {}

    UsageFigures {
        days = new TreeMap<>(days);
        top = List.copyOf(top);
        members = List.copyOf(members);
    }

    static UsageFigures of(List<DayRow> rows, List<MemberDay> members, Satisfaction satisfaction) {
        var days = new TreeMap<Instant, Counts>();
        var commands = new TreeMap<String, Counts>();
        var latency = new Latency();
        var all = Counts.NONE;
        for (var row : rows) {
            days.merge(row.day(), row.counts(), Counts::plus);
            commands.merge(row.command(), row.counts(), Counts::plus);
            latency.add(row.latency());
            all = all.plus(row.counts());
        }
        return new UsageFigures(
                days,
                all,
                latency.percentile(MEDIAN),
                latency.percentile(SLOWEST),
                commands.entrySet().stream()
                        .map(each -> new Top(each.getKey(), each.getValue()))
                        .sorted(Comparator.comparingLong((Top it) -> -it.counts().all()))
                        .toList(),
                members,
                satisfaction);
    }

    boolean isTooFew() {
        return all.all() < TOO_FEW;
    }

    int joined() {
        return members.stream().mapToInt(MemberDay::joined).sum();
    }

    int departed() {
        return members.stream().mapToInt(MemberDay::departed).sum();
    }
}
