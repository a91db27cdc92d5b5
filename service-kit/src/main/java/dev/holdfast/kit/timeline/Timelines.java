package dev.holdfast.kit.timeline;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What happened in this service, from everything that features and the kit itself know. It looks
 * into one guild at a time, under row-level security. Safe for any thread.
 */
@Singleton
final class Timelines {

    private static final UserId NOBODY = new UserId(0);
    private static final int MOST_GUILDS = 20;
    private static final int MOST_OPERATIONS = 100;

    /** An operation comes before what it did. */
    private static final Comparator<TimelineEntry> IN_TIME =
            Comparator.comparing(TimelineEntry::at)
                    .thenComparing(TimelineEntry::operation)
                    .thenComparing(entry -> !entry.kind().equals("operation"));

    private final UnitsOfWork units;
    private final WorkerConnection worker;
    private final List<TimelineSource> all;

    Timelines(UnitsOfWork units, WorkerConnection worker, @All List<TimelineSource> all) {
        this.units = units;
        this.worker = worker;
        this.all = all;
    }

    /**
     * What happened in a guild after an instant.
     *
     * @param member to or by whom; empty: anybody
     * @param limit at most so many entries, or all of one instant
     * @throws Unavailable when PostgreSQL is away
     */
    Timeline after(Instant after, GuildId guild, Optional<UserId> member, int limit) {
        var question =
                member.<TimelineQuery>map(who -> new TimelineQuery.OfMember(who, after, limit + 1))
                        .orElseGet(() -> new TimelineQuery.Everything(after, limit + 1));
        var found = units.read(guild, NOBODY, work -> recall(question, work));
        return found.size() <= limit ? new Timeline(found, null) : cut(found, limit);
    }

    /** An instant is told whole, since the next page begins after it. */
    private static Timeline cut(List<TimelineEntry> found, int limit) {
        var end = limit;
        while (end > 0 && found.get(end - 1).at().equals(found.get(limit).at())) {
            end--;
        }
        var told = end == 0 ? found : found.subList(0, end);
        return new Timeline(told, told.getLast().at());
    }

    /**
     * What an operation did, and what came of it.
     *
     * @param guild empty: in whichever it was
     * @throws Unavailable when PostgreSQL is away
     */
    Timeline of(OperationKey key, Optional<GuildId> guild) {
        var guilds =
                guild.map(List::of)
                        .orElseGet(() ->
                                worker
                                        .commit(handle ->
                                                TimelineStore.guilds(key, MOST_GUILDS, handle))
                                        .stream()
                                        .map(GuildId::new)
                                        .toList());
        var found = new ArrayList<TimelineEntry>();
        for (var each : guilds) {
            found.addAll(units.read(each, NOBODY, work -> recall(key, work)));
        }
        return new Timeline(found, null);
    }

    private List<TimelineEntry> recall(OperationKey key, UnitOfWork work) {
        var keys = TimelineStore.chain(key.value(), MOST_OPERATIONS, work);
        var begun = TimelineStore.begun(TimelineStore.operations(keys, work));
        return recall(new TimelineQuery.OfOperations(begun, MOST_OPERATIONS), work);
    }

    private List<TimelineEntry> recall(TimelineQuery question, UnitOfWork work) {
        return all.stream()
                .flatMap(each -> each.recall(question, work).stream())
                .sorted(IN_TIME)
                .toList();
    }
}
