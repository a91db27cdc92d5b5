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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the service's integrity checks, one guild at a time, and stores the result of each. A check
 * or guild that fails to run is reported by name and does not stop the others; the reason is in the
 * log only. Thread-safe.
 */
@Singleton
public final class Checks {

    private static final Logger LOG = Logger.getLogger("holdfast.checks");
    private static final int PAGE = 500;
    private static final int MOST_FAULTS = 10;
    private static final UserId NOBODY = new UserId(0);

    /** How long one check may take where somebody waits for it, over all guilds. */
    private static final Duration LONGEST_FRESH = Duration.ofMinutes(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final List<IntegrityCheck> all;
    private final UnitsOfWork work;
    private final WorkerConnection worker;
    private final GuildsWithRows guilds;
    private final Clock clock;

    Checks(
            @All List<IntegrityCheck> all,
            UnitsOfWork work,
            WorkerConnection worker,
            GuildsWithRows guilds,
            Clock clock) {
        this.all = all;
        this.work = work;
        this.worker = worker;
        this.guilds = guilds;
        this.clock = clock;
    }

    /** What is stored; runs them where nothing is stored of one yet. */
    public List<CheckResult> last() {
        var stored = worker.commit(CheckStore::summaries);
        return all.stream().allMatch(check -> stored.containsKey(check.name()))
                ? all.stream().map(check -> result(check, stored.get(check.name()), "")).toList()
                : run();
    }

    /** Runs them all now, each for a minute at most; what it did not get to stays as it was. */
    public synchronized List<CheckResult> run() {
        return all.stream().map(this::fresh).toList();
    }

    private CheckResult fresh(IntegrityCheck check) {
        var deadline = System.nanoTime() + LONGEST_FRESH.toNanos();
        var rest = "";
        try {
            rest = look(check, deadline);
        } catch (RuntimeException e) {
            rest = "the rest: " + told(e, check, "was not finished");
        }
        return result(check, worker.commit(CheckStore::summaries).get(check.name()), rest);
    }

    /**
     * Goes on until every guild was looked at since then, at its ease. One that is made again looks
     * at the others only.
     */
    void runSince(Instant since, Progress progress) throws InterruptedException {
        for (var check : all) {
            try {
                lookAtEase(check, since, progress);
            } catch (ClaimLost e) {
                throw e;
            } catch (RuntimeException e) {
                told(e, check, "was not finished");
            }
        }
    }

    /** What was not looked at in time, in words; empty: nothing. */
    private String look(IntegrityCheck check, long deadline) {
        var page = guilds.in(check.table(), GuildsWithRows.NONE, PAGE);
        while (!page.isEmpty()) {
            for (var guild : page) {
                if (System.nanoTime() - deadline > 0) {
                    return "guild %s and later: the time was up".formatted(guild);
                }
                look(check, guild);
            }
            page = guilds.in(check.table(), page.getLast().value(), PAGE);
        }
        return "";
    }

    /** All guilds but those that were looked at since, with as long a pause after each. */
    private void lookAtEase(IntegrityCheck check, Instant since, Progress progress)
            throws InterruptedException {
        var page = guilds.in(check.table(), GuildsWithRows.NONE, PAGE);
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
            page = guilds.in(check.table(), page.getLast().value(), PAGE);
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
            }
        } catch (RuntimeException e) {
            var why = told(e, check, "did not look at guild " + guild);
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

    /** What an error says may have SQL in it, so people get the name by which the log knows it. */
    private static String told(RuntimeException failed, IntegrityCheck check, String what) {
        var bytes = new byte[4];
        ThreadLocalRandom.current().nextBytes(bytes);
        var name = HexFormat.of().formatHex(bytes);
        LOG.warnf(failed, "%s %s [%s]", check.name(), what, name);
        return "could not be checked: see the log for [%s]".formatted(name);
    }

    private CheckResult result(
            IntegrityCheck check, CheckStore.@Nullable Summary stored, String rest) {
        if (stored == null) {
            var detail = rest.isEmpty() ? "0 guilds, 0 rows" : "1 not checked: " + rest;
            return new CheckResult(check.name(), rest.isEmpty(), detail, clock.instant());
        }
        var said = new ArrayList<String>();
        if (stored.broken() > 0) {
            said.add(
                    "%d faults in %d guilds: %s"
                            .formatted(
                                    stored.broken(),
                                    stored.guilds(),
                                    details(check, State.BROKEN, "")));
        }
        var unchecked = stored.unchecked() + (rest.isEmpty() ? 0 : 1);
        if (unchecked > 0) {
            said.add(
                    "%d not checked: %s"
                            .formatted(unchecked, details(check, State.UNCHECKED, rest)));
        }
        var detail =
                said.isEmpty()
                        ? "%d guilds, %d rows".formatted(stored.guilds(), stored.rows())
                        : String.join("; ", said);
        return new CheckResult(check.name(), said.isEmpty(), detail, stored.oldest());
    }

    private String details(IntegrityCheck check, State state, String rest) {
        var some =
                worker
                        .commit(it -> CheckStore.guilds(it, check.name(), state, MOST_FAULTS))
                        .stream()
                        .map(guild -> "guild %s: %s".formatted(guild, detail(check, guild)));
        var details = new ArrayList<>(some.toList());
        if (!rest.isEmpty()) {
            details.add(rest);
        }
        return String.join("; ", details);
    }

    private String detail(IntegrityCheck check, GuildId guild) {
        return work.read(guild, NOBODY, unit -> CheckStore.detail(unit, check.name()));
    }
}
