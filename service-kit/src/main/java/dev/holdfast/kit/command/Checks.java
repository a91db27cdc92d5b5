package dev.holdfast.kit.command;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.database.Guilds;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.CheckResult;
import dev.holdfast.kit.protocol.UserId;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Runs the service's integrity checks over all guilds, a page at a time. */
@Singleton
public final class Checks {

    private static final Logger LOG = Logger.getLogger("holdfast.checks");
    private static final int PAGE = 500;
    private static final int MOST_FAULTS = 10;
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
        var faults = new ArrayList<String>();
        var looked = 0;
        var rows = 0L;
        var page = guilds.in(check.table(), Guilds.NONE, PAGE);
        while (!page.isEmpty()) {
            for (var guild : page) {
                looked++;
                switch (work.read(guild, NOBODY, check::check)) {
                    case Finding.Sound(var seen) -> rows += seen;
                    case Finding.Broken(var detail) ->
                            faults.add("guild %s: %s".formatted(guild, detail));
                }
            }
            page = guilds.in(check.table(), page.getLast().value(), PAGE);
        }
        faults.forEach(fault -> LOG.errorf("%s does not hold: %s", check.name(), fault));
        return new CheckResult(
                check.name(), faults.isEmpty(), detail(looked, rows, faults), clock.instant());
    }

    private static String detail(int guilds, long rows, List<String> faults) {
        return faults.isEmpty()
                ? "%d guilds, %d rows".formatted(guilds, rows)
                : "%d faults in %d guilds: %s"
                        .formatted(
                                faults.size(),
                                guilds,
                                String.join(
                                        "; ",
                                        faults.subList(0, Math.min(MOST_FAULTS, faults.size()))));
    }
}
