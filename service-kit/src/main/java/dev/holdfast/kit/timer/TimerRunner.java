package dev.holdfast.kit.timer;

import dev.holdfast.kit.background.NewDeadLetter;
import dev.holdfast.kit.database.BatchedRequest;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.loop.RetryDelay;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.observe.Traces;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs claimed timers of one guild: together in one transaction, each with its own operation; what
 * stands in the way of that leaves each to be run alone. Safe for any thread.
 */
@Singleton
final class TimerRunner {

    private static final Logger LOG = Logger.getLogger("holdfast.timer");
    private static final int MOST_FAILURES = 8;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final TimerStore store;
    private final UnitsOfWork units;
    private final Map<String, TimerHandler> kinds;
    private final Traces traces;
    private final Consumer<NewDeadLetter> deadLetter;
    private final MeterRegistry metrics;

    @Inject
    TimerRunner(
            TimerStore store,
            UnitsOfWork units,
            @All List<TimerHandler> kinds,
            Event<NewDeadLetter> deadLetter,
            Traces traces,
            MeterRegistry metrics) {
        this(store, units, kinds, traces, metrics, deadLetter::fire);
    }

    TimerRunner(
            TimerStore store,
            UnitsOfWork units,
            List<TimerHandler> kinds,
            Traces traces,
            MeterRegistry metrics,
            Consumer<NewDeadLetter> deadLetter) {
        this.store = store;
        this.units = units;
        this.kinds =
                kinds.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        TimerHandler::name, Function.identity()));
        this.traces = traces;
        this.deadLetter = deadLetter;
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
    void run(List<TimerClaim> claims, long deadline) {
        var asked =
                claims.stream().map(claim -> new BatchedRequest<>(claim.request(), claim)).toList();
        // One that failed before would spoil it for all.
        var sound = asked.stream().filter(each -> each.what().failures() == 0).toList();
        var done = sound.size() > 1 ? together(sound) : Map.of();
        for (var each : asked) {
            if (!done.containsKey(each) && System.nanoTime() < deadline) {
                alone(each);
            }
        }
    }

    private Map<BatchedRequest<TimerClaim>, Reply> together(
            List<BatchedRequest<TimerClaim>> asked) {
        try (var _ = traces.together("timers", asked.size(), null)) {
            return units.executeTogether(
                    asked,
                    (claims, work) -> {
                        var timers = store.end(work, claims);
                        return claims.stream()
                                .map(claim ->
                                        inItsName(
                                                claim,
                                                () ->
                                                        end(
                                                                timers.get(claim.timer()),
                                                                work.partOf(claim.request()))))
                                .toList();
                    });
        }
    }

    private void alone(BatchedRequest<TimerClaim> asked) {
        inItsName(
                asked.what(),
                () -> {
                    attempt(asked.request(), asked.what());
                    return asked;
                });
    }

    private <T> T inItsName(TimerClaim claim, Supplier<T> action) {
        var request = claim.request();
        try (var _ =
                        LogContext.of(
                                claim.guild(),
                                claim.user(),
                                request.command(),
                                request.operation(),
                                claim.cause(),
                                claim.at());
                var _ =
                        traces.follow(
                                request.command(),
                                request.operation(),
                                claim.cause(),
                                claim.at())) {
            return action.get();
        }
    }

    private void attempt(Request request, TimerClaim claim) {
        try {
            var outcome =
                    units.execute(
                            request,
                            work -> end(store.end(work, List.of(claim)).get(claim.timer()), work));
            LOG.debugf("timer %d: %s", claim.timer(), outcome);
        } catch (Unavailable e) {
            LOG.warnf("timer %d waits: %s", claim.timer(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "timer %d of guild %s failed", claim.timer(), claim.guild());
            Span.failed(e);
            failed(claim, String.valueOf(e.getMessage()));
        }
    }

    private Reply end(@Nullable Timer timer, UnitOfWork work) {
        var word = fire(timer, work);
        Span.note("holdfast.outcome", word);
        return Reply.whisper(word);
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

    private static String fire(Timer timer, TimerHandler kind, UnitOfWork work) {
        var generation = kind.generation(timer.subject(), work);
        if (generation.isEmpty() || generation.getAsLong() != timer.generation()) {
            return "outlived";
        }
        var catchUp = kind.catchUp(timer);
        if (!catchUp.stillDone(timer.due(), work.now())) {
            return "too-late";
        }
        var late = Duration.between(timer.due(), work.now());
        kind.run(new DueTimer(timer, late, catchUp.saysLate(timer.due(), work.now())), work);
        return "done";
    }

    private void failed(TimerClaim claim, String why) {
        metrics.counter("holdfast.timer.failures", "kind", claim.kind()).increment();
        if (claim.failures() + 1 < MOST_FAILURES) {
            store.putOff(claim, RetryDelay.after(claim.failures() + 1, FIRST_WAIT, LONGEST_WAIT));
        } else if (store.markDead(claim, why)) {
            deadLetter.accept(new NewDeadLetter("timer", claim.guild(), claim.timer(), why));
        }
    }
}
