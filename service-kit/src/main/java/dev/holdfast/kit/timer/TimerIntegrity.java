package dev.holdfast.kit.timer;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Each timer that waits is of a kind that this build runs, and its kind can read it. */
@Singleton
final class TimerIntegrity implements IntegrityCheck {

    private static final int MOST_NAMED = 5;

    private final Map<String, TimerHandler> kinds;

    TimerIntegrity(@All List<TimerHandler> kinds) {
        this.kinds =
                kinds.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        TimerHandler::name, Function.identity()));
    }

    @Override
    public String name() {
        return "stored-timers-can-be-read";
    }

    @Override
    public String table() {
        return "timer";
    }

    @Override
    public Finding check(UnitOfWork work) {
        var faults = new ArrayList<String>();
        var rows = WaitingTimerStore.each(work, waiting -> fault(waiting).ifPresent(faults::add));
        return faults.isEmpty()
                ? new Finding.Sound(rows)
                : new Finding.Broken(
                        "%d of %d timers: %s"
                                .formatted(
                                        faults.size(),
                                        rows,
                                        faults.stream()
                                                .limit(MOST_NAMED)
                                                .collect(Collectors.joining("; "))));
    }

    /** A build beside this one may be newer and have more kinds: such a timer is young. */
    private Optional<String> fault(WaitingTimerStore.Waiting waiting) {
        var timer = waiting.timer();
        var kind = timer == null ? null : kinds.get(timer.kind());
        if (timer == null || kind == null) {
            return timer != null && waiting.young()
                    ? Optional.empty()
                    : Optional.of(
                            "timer %d is of the kind “%s”, which nothing here runs"
                                    .formatted(waiting.id(), waiting.kind()));
        }
        try {
            kind.read(timer);
            return Optional.empty();
        } catch (RuntimeException _) {
            return Optional.of(
                    "timer %d (%s of %s) cannot be read"
                            .formatted(waiting.id(), waiting.kind(), timer.subject()));
        }
    }
}
