package dev.holdfast.kit.timer;

import dev.holdfast.kit.background.SetAside;
import dev.holdfast.kit.background.Setback;
import dev.holdfast.kit.database.Asked;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs claimed timers of one guild: together in one transaction, each with its own operation; what
 * stands in the way of that leaves each to be run alone. Safe for any thread.
 */
@Singleton
final class Firings {

    private static final Logger LOG = Logger.getLogger("holdfast.timer");
    private static final int MOST_FAILURES = 8;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final TimerStore store;
    private final UnitsOfWork units;
    private final Map<String, TimerKind> kinds;
    private final Consumer<SetAside> aside;
    private final MeterRegistry metrics;

    @Inject
    Firings(
            TimerStore store,
            UnitsOfWork units,
            @All List<TimerKind> kinds,
            Event<SetAside> aside,
            MeterRegistry metrics) {
        this(store, units, kinds, metrics, aside::fire);
    }

    Firings(
            TimerStore store,
            UnitsOfWork units,
            List<TimerKind> kinds,
            MeterRegistry metrics,
            Consumer<SetAside> aside) {
        this.store = store;
        this.units = units;
        this.kinds =
                kinds.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(TimerKind::name, Function.identity()));
        this.aside = aside;
        this.metrics = metrics;
    }

    /** Timers of other kinds are for a build that has them. */
    Set<String> kinds() {
        return kinds.keySet();
    }

    /**
     * Runs them, as long as their claims are sure to hold.
     *
     * @param claims of one guild
     * @param deadline in nanoseconds, see {@link System#nanoTime}; the rest another will claim
     */
    void run(List<Claim> claims, long deadline) {
        var asked = claims.stream().map(claim -> new Asked<>(claim.request(), claim)).toList();
        // One that failed before would spoil it for all.
        var sound = asked.stream().filter(each -> each.what().failures() == 0).toList();
        var done = sound.size() > 1 ? units.executeTogether(sound, this::end) : Map.of();
        for (var each : asked) {
            if (!done.containsKey(each) && System.nanoTime() < deadline) {
                alone(each);
            }
        }
    }

    private void alone(Asked<Claim> asked) {
        try (var _ = context(asked.request())) {
            attempt(asked.request(), asked.what());
        }
    }

    private void attempt(Request request, Claim claim) {
        try {
            var outcome = units.execute(request, work -> end(List.of(claim), work).getFirst());
            LOG.debugf("timer %d: %s", claim.timer(), outcome);
        } catch (Unavailable away) {
            LOG.warnf("timer %d waits: %s", claim.timer(), away.getMessage());
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "timer %d of guild %s failed", claim.timer(), claim.guild());
            failed(claim, String.valueOf(fault.getMessage()));
        }
    }

    private List<Reply> end(List<Claim> claims, UnitOfWork work) {
        var timers = store.end(work, claims);
        var replies = new ArrayList<Reply>();
        for (var claim : claims) {
            try (var _ = context(claim.request())) {
                var word = fire(timers.get(claim.timer()), work.partOf(claim.request()));
                replies.add(Reply.whisper(word));
            }
        }
        return replies;
    }

    private static LogContext context(Request request) {
        return LogContext.of(
                request.guild(), request.user(), request.command(), request.operation());
    }

    /**
     * Says what was made of it.
     *
     * @param timer {@code null}: it was cancelled, or another has claimed it
     */
    private String fire(@Nullable Timer timer, UnitOfWork work) {
        if (timer == null) {
            return "gone";
        }
        var kind = Objects.requireNonNull(kinds.get(timer.kind()));
        var word = fire(timer, kind, work);
        var late = Duration.between(timer.due(), work.now());
        work.afterCommit(() ->
                metrics.timer("holdfast.timer.late", "kind", timer.kind(), "outcome", word)
                        .record(late));
        return word;
    }

    private static String fire(Timer timer, TimerKind kind, UnitOfWork work) {
        var generation = kind.generation(timer.subject(), work);
        if (generation.isEmpty() || generation.getAsLong() != timer.generation()) {
            return "outlived";
        }
        var catchUp = kind.catchUp(timer);
        if (!catchUp.stillDone(timer.due(), work.now())) {
            return "too-late";
        }
        var late = Duration.between(timer.due(), work.now());
        kind.run(new Firing(timer, late, catchUp.saysLate(timer.due(), work.now())), work);
        return "done";
    }

    private void failed(Claim claim, String why) {
        metrics.counter("holdfast.timer.failures", "kind", claim.kind()).increment();
        if (claim.failures() + 1 < MOST_FAILURES) {
            store.putOff(claim, Setback.after(claim.failures() + 1, FIRST_WAIT, LONGEST_WAIT));
        } else if (store.setAside(claim, why)) {
            aside.accept(new SetAside("timer", claim.guild(), claim.timer(), why));
        }
    }
}
