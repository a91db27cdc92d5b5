package dev.holdfast.health.error;

import dev.holdfast.health.error.Counting.Growth;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Adds what instances say to the groups of errors. Counts and groups are one transaction, and
 * hearing the same again adds nothing. Thread-safe.
 */
@Singleton
final class ErrorCollection {

    /** What was seen last before is no news, such as what a service's file has from long ago. */
    private static final Duration NEWS = Duration.ofDays(1);

    private static final Duration HOUR = Duration.ofHours(1);

    private final UnitsOfWork units;

    @Inject
    ErrorCollection(UnitsOfWork units) {
        this.units = units;
    }

    /**
     * Counts what an instance said.
     *
     * @return how many errors nobody had counted before
     */
    long count(InstanceErrors heard, OperationKey cause) {
        return units.write(GuildId.DIRECT, cause, work -> count(heard, work));
    }

    private static long count(InstanceErrors heard, UnitOfWork work) {
        ErrorTallyStore.takeTurn(work, heard.service());
        var grown = Counting.growth(ErrorTallyStore.known(work, heard), heard.errors());
        ErrorTallyStore.keep(work, heard);
        for (var growth : grown) {
            add(Occurrences.of(heard, growth.error(), growth.added(), work.now()), work);
        }
        return grown.stream().mapToLong(Growth::added).sum();
    }

    private static void add(Occurrences seen, UnitOfWork work) {
        var before = ErrorGroupStore.lock(work, seen.service(), seen.fingerprint());
        var after =
                before.map(group -> group.again(seen, work.now()))
                        .orElseGet(() -> ErrorGroup.first(seen, work.now()));
        var number = keep(after, before.isPresent(), work);
        ErrorCountStore.add(work, number, seen.lastAt(), seen.added());
        alarm(before, after, number, work).ifPresent(why -> AlarmStore.raise(work, number, why));
    }

    private static long keep(ErrorGroup group, boolean isKnown, UnitOfWork work) {
        if (!isKnown) {
            return ErrorGroupStore.add(work, group);
        }
        ErrorGroupStore.update(work, group);
        return group.number();
    }

    private static Optional<Alarm> alarm(
            Optional<ErrorGroup> before, ErrorGroup after, long number, UnitOfWork work) {
        if (before.isEmpty()) {
            return isWithin(NEWS, after.lastAt(), work) ? Optional.of(Alarm.NEW) : Optional.empty();
        }
        var changed = Alarm.between(before.get().state(), after.state());
        if (changed.isPresent() || !after.state().isOpen()) {
            return changed;
        }
        // Operators were just told of it.
        var isKnown = !isWithin(HOUR, after.stateSince(), work);
        return isKnown
                        && isWithin(HOUR, after.lastAt(), work)
                        && ErrorCountStore.suddenness(work, number).isSudden()
                ? Optional.of(Alarm.FREQUENT)
                : Optional.empty();
    }

    private static boolean isWithin(Duration time, Instant at, UnitOfWork work) {
        return at.isAfter(work.now().minus(time));
    }
}
