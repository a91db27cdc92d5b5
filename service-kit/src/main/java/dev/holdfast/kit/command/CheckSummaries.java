package dev.holdfast.kit.command;

import dev.holdfast.kit.command.CheckStore.State;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.protocol.CheckResult;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Says what is stored of checks. Thread-safe. */
record CheckSummaries(UnitsOfWork work, WorkerConnection worker, Clock clock) {

    private static final Logger LOG = Logger.getLogger("holdfast.checks");
    private static final int MOST_FAULTS = 10;
    private static final UserId NOBODY = new UserId(0);

    /** What an error says may have SQL in it, so people get the name by which the log knows it. */
    static String told(RuntimeException failed, String check, String what) {
        var bytes = new byte[4];
        ThreadLocalRandom.current().nextBytes(bytes);
        var name = HexFormat.of().formatHex(bytes);
        LOG.warnf(failed, "%s %s [%s]", check, what, name);
        return "could not be checked: see the log for [%s]".formatted(name);
    }

    /** Of one guild. */
    static CheckResult result(IntegrityCheck check, CheckStore.Found found) {
        var result =
                switch (found.state()) {
                    case SOUND ->
                            new CheckResult(check.name(), true, found.rows() + " rows", found.at());
                    case BROKEN -> new CheckResult(check.name(), false, found.detail(), found.at());
                    case UNCHECKED -> CheckResult.unknown(check.name(), found.detail(), found.at());
                };
        return result.passed() ? result : result.advising(check.whatToDo());
    }

    /**
     * Of a check that has looked at no guild.
     *
     * @param rest why; empty: there is none
     */
    CheckResult nothing(IntegrityCheck check, String rest) {
        return rest.isEmpty()
                ? new CheckResult(check.name(), true, "0 guilds, 0 rows", clock.instant())
                : CheckResult.unknown(check.name(), "1 not checked: " + rest, clock.instant());
    }

    /**
     * Of all guilds.
     *
     * @param rest what was not looked at just now; empty: nothing
     */
    CheckResult result(IntegrityCheck check, CheckStore.Summary stored, String rest) {
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
        return stored.broken() == 0 && unchecked > 0
                ? CheckResult.unknown(check.name(), detail, stored.oldest())
                : new CheckResult(check.name(), said.isEmpty(), detail, stored.oldest());
    }

    private String details(IntegrityCheck check, State state, String rest) {
        var some =
                worker
                        .commit(it -> CheckStore.guilds(it, check.name(), state, MOST_FAULTS))
                        .stream()
                        .map(guild -> "guild %s: %s".formatted(guild, detail(check, guild)))
                        .collect(Collectors.toCollection(ArrayList::new));
        if (!rest.isEmpty()) {
            some.add(rest);
        }
        return String.join("; ", some);
    }

    private String detail(IntegrityCheck check, GuildId guild) {
        return work.read(guild, NOBODY, unit -> CheckStore.detail(unit, check.name()));
    }
}
