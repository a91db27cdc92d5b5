package dev.holdfast.kit.command;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.database.Guilds;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.CheckResult;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Runs the service's integrity checks over all guilds, a page at a time; each for a minute at most.
 * A check or a guild that cannot be looked at is named, and hides no other.
 */
@Singleton
public final class Checks {

    private static final Logger LOG = Logger.getLogger("holdfast.checks");
    private static final int PAGE = 500;
    private static final int MOST_FAULTS = 10;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final UserId NOBODY = new UserId(0);

    private final List<IntegrityCheck> all;
    private final UnitsOfWork work;
    private final Guilds guilds;
    private final Clock clock;
    private volatile List<CheckResult> last = List.of();

    @Inject
    Checks(@All List<IntegrityCheck> all, UnitsOfWork work, Guilds guilds, Clock clock) {
        this.all = all;
        this.work = work;
        this.guilds = guilds;
        this.clock = clock;
    }

    /** What the last run found; runs them where there was none yet. */
    public List<CheckResult> last() {
        return last.size() == all.size() ? last : run();
    }

    /** Runs them all now. */
    public synchronized List<CheckResult> run() {
        last = all.stream().map(this::result).toList();
        return last;
    }

    private CheckResult result(IntegrityCheck check) {
        var seen = new Seen();
        try {
            look(check, seen);
        } catch (RuntimeException away) {
            LOG.warnf(away, "%s was not finished", check.name());
            seen.unchecked.add("the rest: " + away.getMessage());
        }
        seen.faults.forEach(fault -> LOG.errorf("%s does not hold: %s", check.name(), fault));
        return new CheckResult(check.name(), seen.passed(), seen.detail(), clock.instant());
    }

    private void look(IntegrityCheck check, Seen seen) {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        var page = guilds.in(check.table(), Guilds.NONE, PAGE);
        while (!page.isEmpty()) {
            for (var guild : page) {
                if (System.nanoTime() - deadline > 0) {
                    seen.unchecked.add("guild %s and later: the time was up".formatted(guild));
                    return;
                }
                look(check, guild, seen);
            }
            page = guilds.in(check.table(), page.getLast().value(), PAGE);
        }
    }

    /** One guild that cannot be looked at hides no other. */
    private void look(IntegrityCheck check, GuildId guild, Seen seen) {
        try {
            switch (work.read(guild, NOBODY, check::check)) {
                case Finding.Sound(var rows) -> seen.rows += rows;
                case Finding.Broken(var detail) ->
                        seen.faults.add("guild %s: %s".formatted(guild, detail));
            }
            seen.guilds++;
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "%s: guild %s was not looked at", check.name(), guild);
            seen.unchecked.add("guild %s: %s".formatted(guild, failed.getMessage()));
        }
    }

    /** What one check has seen so far. */
    private static final class Seen {

        private final List<String> faults = new ArrayList<>();
        private final List<String> unchecked = new ArrayList<>();
        private int guilds;
        private long rows;

        boolean passed() {
            return faults.isEmpty() && unchecked.isEmpty();
        }

        String detail() {
            var said = new ArrayList<String>();
            if (!faults.isEmpty()) {
                said.add(
                        "%d faults in %d guilds: %s"
                                .formatted(faults.size(), guilds, firstOf(faults)));
            }
            if (!unchecked.isEmpty()) {
                said.add("%d not checked: %s".formatted(unchecked.size(), firstOf(unchecked)));
            }
            return said.isEmpty()
                    ? "%d guilds, %d rows".formatted(guilds, rows)
                    : String.join("; ", said);
        }

        private static String firstOf(List<String> all) {
            return String.join("; ", all.subList(0, Math.min(MOST_FAULTS, all.size())));
        }
    }
}
