package dev.holdfast.kit.command;

import dev.holdfast.kit.command.CheckStore.State;
import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.database.GuildsWithRows;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.progress.ClaimLost;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.CheckResult;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Runs the service's integrity checks, one guild at a time, and stores the result of each; those of
 * the service as a whole are run whenever somebody asks. A check or guild that fails to run is
 * reported by name and does not stop the others; the reason is in the log only. Thread-safe.
 */
@Singleton
public final class Checks {

    private static final Logger LOG = Logger.getLogger("holdfast.checks");
    private static final int PAGE = 500;
    private static final UserId NOBODY = new UserId(0);

    /** How long one check may take where somebody waits for it, over all guilds. */
    private static final Duration LONGEST_FRESH = Duration.ofMinutes(1);

    private static final Duration LONGEST_AGAIN = Duration.ofSeconds(10);
    private static final int MOST_AGAIN = 10;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final List<IntegrityCheck> all;
    private final List<ServiceCheck> whole;
    private final UnitsOfWork work;
    private final WorkerConnection worker;
    private final GuildsWithRows guilds;
    private final CheckSummaries summaries;
    private final Clock clock;

    Checks(
            @All List<IntegrityCheck> all,
            @All List<ServiceCheck> whole,
            UnitsOfWork work,
            WorkerConnection worker,
            GuildsWithRows guilds,
            Clock clock) {
        this.all = all;
        this.whole = whole;
        this.work = work;
        this.worker = worker;
        this.guilds = guilds;
        this.summaries = new CheckSummaries(work, worker, clock);
        this.clock = clock;
    }

    /** Guilds on a page, after that one. */
    private interface Page {
        List<GuildId> after(long guild);
    }

    /**
     * What is stored. Looks again at some guilds where something was wrong, since that may be over,
     * and runs the checks of which nothing is stored yet.
     */
    public List<CheckResult> last() {
        lookAgain();
        var stored = worker.commit(CheckStore::summaries);
        var ofGuilds =
                all.stream()
                        .map(check ->
                                Optional.ofNullable(stored.get(check.name()))
                                        .map(known -> summaries.result(check, known, ""))
                                        .orElseGet(() -> fresh(check)));
        return Stream.concat(ofGuilds, ofService().stream()).toList();
    }

    private void lookAgain() {
        var deadline = System.nanoTime() + LONGEST_AGAIN.toNanos();
        var stored = worker.commit(CheckStore::summaries);
        for (var check : all) {
            var known = stored.get(check.name());
            if (known != null && known.broken() + known.unchecked() > 0) {
                worker.commit(it -> CheckStore.doubtful(it, check.name(), MOST_AGAIN)).stream()
                        .takeWhile(_ -> System.nanoTime() - deadline < 0)
                        .forEach(guild -> look(check, guild));
            }
        }
    }

    /** Runs them all now, each for a minute at most; what it did not get to stays as it was. */
    public List<CheckResult> run() {
        return Stream.concat(all.stream().map(this::fresh), ofService().stream()).toList();
    }

    /** Runs those of the service as a whole. */
    public List<CheckResult> ofService() {
        return whole.stream().map(this::fresh).toList();
    }

    /** What is stored of one guild; checks of what the guild has no rows of are left out. */
    public List<CheckResult> of(GuildId guild) {
        var found = work.read(guild, NOBODY, CheckStore::ofGuild);
        return all.stream()
                .flatMap(check ->
                        Stream.ofNullable(found.get(check.name()))
                                .map(known -> CheckSummaries.result(check, known)))
                .toList();
    }

    private synchronized CheckResult fresh(IntegrityCheck check) {
        var deadline = System.nanoTime() + LONGEST_FRESH.toNanos();
        var rest = "";
        try {
            var began = worker.commit(CheckStore::now);
            rest = look(check, withRows(check), deadline);
            rest = rest.isEmpty() ? look(check, waiting(check, began), deadline) : rest;
        } catch (RuntimeException e) {
            rest = "the rest: " + CheckSummaries.told(e, check.name(), "was not finished");
        }
        var stored = worker.commit(CheckStore::summaries).get(check.name());
        return stored == null
                ? summaries.nothing(check, rest)
                : summaries.result(check, stored, rest);
    }

    private CheckResult fresh(ServiceCheck check) {
        var now = clock.instant();
        try {
            return switch (check.check()) {
                case Finding.Sound(var rows) ->
                        new CheckResult(check.name(), true, rows + " looked at", now);
                case Finding.Broken(var detail) -> {
                    LOG.warnf("%s does not hold: %s", check.name(), detail);
                    yield new CheckResult(check.name(), false, detail, now);
                }
                case Finding.Unchecked(var why) -> CheckResult.unknown(check.name(), why, now);
            };
        } catch (RuntimeException e) {
            var why = CheckSummaries.told(e, check.name(), "did not look");
            return CheckResult.unknown(check.name(), why, now);
        }
    }

    /**
     * Goes on until every guild was looked at since then, at its ease. One that is made again looks
     * at the others only.
     */
    void runSince(Instant since, Progress progress) throws InterruptedException {
        for (var check : all) {
            try {
                lookAtEase(check, withRows(check), since, progress);
                lookAtEase(check, waiting(check, since), since, progress);
            } catch (ClaimLost e) {
                throw e;
            } catch (RuntimeException e) {
                CheckSummaries.told(e, check.name(), "was not finished");
            }
        }
    }

    private Page withRows(IntegrityCheck check) {
        return after -> guilds.in(check.table(), after, PAGE);
    }

    private Page waiting(IntegrityCheck check, Instant since) {
        return after ->
                worker.commit(it -> CheckStore.waiting(it, check.name(), after, since, PAGE));
    }

    /** What was not looked at in time, in words; empty: nothing. */
    private String look(IntegrityCheck check, Page pages, long deadline) {
        var page = pages.after(GuildsWithRows.NONE);
        while (!page.isEmpty()) {
            for (var guild : page) {
                if (System.nanoTime() - deadline > 0) {
                    return "guild %s and later: the time was up".formatted(guild);
                }
                look(check, guild);
            }
            page = pages.after(page.getLast().value());
        }
        return "";
    }

    /** All guilds but those that were looked at since, with as long a pause after each. */
    private void lookAtEase(IntegrityCheck check, Page pages, Instant since, Progress progress)
            throws InterruptedException {
        var page = pages.after(GuildsWithRows.NONE);
        while (!page.isEmpty()) {
            var these = page;
            var seen = worker.commit(it -> CheckStore.since(it, check.name(), these, since));
            for (var guild : page) {
                progress.goOn();
                if (!seen.contains(guild)) {
                    var began = System.nanoTime();
                    look(check, guild);
                    var worked = Duration.ofNanos(System.nanoTime() - began);
                    Thread.sleep(worked.compareTo(LONGEST_PAUSE) < 0 ? worked : LONGEST_PAUSE);
                }
            }
            page = pages.after(page.getLast().value());
        }
    }

    /** One guild that cannot be looked at hides no other. */
    private void look(IntegrityCheck check, GuildId guild) {
        try {
            var found =
                    work.read(
                            guild,
                            NOBODY,
                            unit -> {
                                CheckStore.allow(unit, check.longest());
                                return check.check(unit);
                            });
            switch (found) {
                case Finding.Sound(var rows) -> store(check, guild, State.SOUND, rows, "");
                case Finding.Broken(var detail) -> {
                    LOG.errorf("%s does not hold in guild %s: %s", check.name(), guild, detail);
                    store(check, guild, State.BROKEN, 0, detail);
                }
                case Finding.Unchecked(var why) -> store(check, guild, State.UNCHECKED, 0, why);
            }
        } catch (RuntimeException e) {
            var why = CheckSummaries.told(e, check.name(), "did not look at guild " + guild);
            store(check, guild, State.UNCHECKED, 0, why);
        }
    }

    private void store(IntegrityCheck check, GuildId guild, State state, long rows, String detail) {
        var cause = OperationKey.of("check:" + clock.instant());
        work.write(
                guild,
                cause,
                unit -> {
                    CheckStore.store(unit, check.name(), state, rows, detail);
                    return state;
                });
    }
}
