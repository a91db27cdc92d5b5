package dev.holdfast.health.usage;

import dev.holdfast.health.usage.ReceivedUsage.Command;
import dev.holdfast.health.usage.ReceivedUsage.Members;
import dev.holdfast.kit.database.UnitOfWork;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/** Takes summaries in: rows of many guilds in one unit of work, by functions that may do so. */
final class SummaryStore {

    private static final String TAKE_COMMANDS =
            """
            select take_usage(:minute, :guilds, :commands, :done, :refused, :failed, :away, :slow, :latencies)
            """;
    private static final String TAKE_MEMBERS =
            "select take_members(:day, :guilds, :joined, :left, :sketches)";

    private SummaryStore() {}

    static void take(UnitOfWork work, ReceivedUsage summary) {
        if (!summary.commands().isEmpty()) {
            takeCommands(work, summary);
        }
        if (!summary.members().isEmpty()) {
            takeMembers(work, summary);
        }
    }

    private static void takeCommands(UnitOfWork work, ReceivedUsage summary) {
        var rows = summary.commands();
        work.handle()
                .createQuery(TAKE_COMMANDS)
                .bind("minute", summary.minute())
                .bindArray("guilds", Long.class, each(rows, it -> it.guild().value()))
                .bindArray("commands", String.class, each(rows, Command::path))
                .bindArray("done", Integer.class, each(rows, Command::done))
                .bindArray("refused", Integer.class, each(rows, Command::refused))
                .bindArray("failed", Integer.class, each(rows, Command::failed))
                .bindArray("away", Integer.class, each(rows, Command::away))
                .bindArray("slow", Integer.class, each(rows, SummaryStore::slow))
                .bindArray("latencies", String.class, each(rows, Command::latency))
                .mapTo(Long.class)
                .one();
        work.wrote(rows.size());
    }

    private static int slow(Command command) {
        return Math.toIntExact(Latency.of(command.latency()).over(Goal.PROMPT));
    }

    private static void takeMembers(UnitOfWork work, ReceivedUsage summary) {
        var rows = summary.members();
        work.handle()
                .createQuery(TAKE_MEMBERS)
                .bind("day", summary.minute().truncatedTo(ChronoUnit.DAYS))
                .bindArray("guilds", Long.class, each(rows, it -> it.guild().value()))
                .bindArray("joined", Integer.class, each(rows, Members::joined))
                .bindArray("left", Integer.class, each(rows, Members::left))
                .bindArray("sketches", String.class, each(rows, Members::active))
                .mapTo(Long.class)
                .one();
        work.wrote(rows.size());
    }

    private static <E, T> List<T> each(List<E> rows, Function<E, T> part) {
        return rows.stream().map(part).toList();
    }
}
