package dev.holdfast.roles.assignment;

import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.database.GuildsWithRows;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Once a day deletes claims that were withdrawn, and assignments of which nothing is wanted, after
 * 90 days, and lines of the journal after a year; guild by guild, some rows in a transaction. What
 * a {@link ClaimSource} remembers stays.
 */
@Singleton
final class ClaimPruneJob implements Job {

    static final Duration OVER = Duration.ofDays(90);
    static final Duration HISTORY = Duration.ofDays(365);

    private static final String NAME = "role-pruning";
    private static final LocalTime AT_NIGHT = LocalTime.of(4, 20);
    private static final int MOST = 2_000;
    private static final int GUILDS_AT_ONCE = 100;

    /** What is then left of a guild waits for the next day. */
    private static final int MOST_BATCHES = 500;

    /** Where the next batch begins; empty: there is none. */
    private interface Batch {
        OptionalLong delete(UnitOfWork work, long after);
    }

    private record Pruned(String table, Batch batch) {}

    /** In this order: an assignment stays as long as a claim of it is kept. */
    private final List<Pruned> all =
            List.of(
                    new Pruned("claim", (work, _) -> more(claims(work))),
                    new Pruned(
                            "assignment",
                            (work, _) ->
                                    more(
                                            PruneStore.assignments(
                                                    work, work.now().minus(OVER), MOST))),
                    new Pruned(
                            "journal",
                            (work, after) ->
                                    PruneStore.journal(
                                            work, after, work.now().minus(HISTORY), MOST)));

    private final UnitsOfWork units;
    private final GuildsWithRows guilds;
    private final List<ClaimSource> sources;

    ClaimPruneJob(UnitsOfWork units, GuildsWithRows guilds, @All List<ClaimSource> sources) {
        this.units = units;
        this.guilds = guilds;
        this.sources = sources;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Daily(AT_NIGHT, ZoneOffset.UTC);
    }

    @Override
    public CatchUp catchUp() {
        return CatchUp.ONCE;
    }

    @Override
    public void run(Instant scheduledFor, Progress progress) {
        var cause = OperationKey.of(NAME + ":" + scheduledFor);
        for (var each : all) {
            var page = guilds.in(each.table(), GuildsWithRows.NONE, GUILDS_AT_ONCE);
            while (!page.isEmpty()) {
                page.forEach(guild -> prune(each.batch(), guild, cause, progress));
                page = guilds.in(each.table(), page.getLast().value(), GUILDS_AT_ONCE);
            }
        }
    }

    private void prune(Batch batch, GuildId guild, OperationKey cause, Progress progress) {
        var after = OptionalLong.of(0);
        for (var done = 0; done < MOST_BATCHES && after.isPresent(); done++) {
            progress.goOn();
            var from = after.getAsLong();
            after = units.write(guild, cause, work -> batch.delete(work, from));
        }
    }

    private int claims(UnitOfWork work) {
        var kept =
                sources.stream()
                        .flatMap(source -> source.remembering(work).stream())
                        .collect(Collectors.toUnmodifiableSet());
        return PruneStore.claims(work, kept, work.now().minus(OVER), MOST);
    }

    private static OptionalLong more(int deleted) {
        return deleted < MOST ? OptionalLong.empty() : OptionalLong.of(0);
    }
}
