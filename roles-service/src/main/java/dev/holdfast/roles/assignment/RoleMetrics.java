package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.EffectOutcome.Cause;
import dev.holdfast.roles.assignment.Assignment.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What operators see of roles: what became of the orders to Discord, and how many assignments of
 * all guilds are not settled. Safe for any thread.
 */
@Singleton
final class RoleMetrics {

    /** Those that wait, and those that stay as they are until somebody acts. */
    static final List<State> UNSETTLED = List.of(State.PENDING, State.BLOCKED, State.LEFT_ALONE);

    private static final Duration BETWEEN = Duration.ofSeconds(30);

    private final WorkerConnection worker;
    private final DatabaseStart start;
    private final PollingLoop rounds;
    private final Map<Result, Counter> results = new EnumMap<>(Result.class);
    private volatile Map<State, Long> unsettled = Map.of();

    /** What became of one order to Discord. */
    private enum Result {
        GIVEN,
        TAKEN,
        /** Discord does not let us. */
        REFUSED,
        /** There is no such member or role any more. */
        GONE,
        EXPIRED
    }

    RoleMetrics(
            WorkerConnection worker,
            DatabaseStart start,
            PollingLoops loops,
            MeterRegistry metrics) {
        this.worker = worker;
        this.start = start;
        this.rounds = loops.every("role-metrics", BETWEEN, this::round);
        // All at once: an increase is seen only by who has seen the zero before it.
        for (var each : Result.values()) {
            results.put(each, metrics.counter("holdfast.roles.outcomes", "outcome", word(each)));
        }
        for (var state : UNSETTLED) {
            Gauge.builder(
                            "holdfast.roles.assignments",
                            this,
                            it -> it.unsettled.getOrDefault(state, 0L))
                    .tag("state", word(state))
                    .register(metrics);
        }
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.close();
    }

    /** Counts it once the work is committed. */
    void count(UnitOfWork work, DesiredState goal, EffectOutcome outcome) {
        var result =
                switch (outcome) {
                    case EffectOutcome.Applied _ ->
                            goal == DesiredState.HAVE ? Result.GIVEN : Result.TAKEN;
                    case EffectOutcome.Refused(var cause, _) ->
                            cause == Cause.GONE ? Result.GONE : Result.REFUSED;
                    case EffectOutcome.Expired() -> Result.EXPIRED;
                };
        var counter = Objects.requireNonNull(results.get(result));
        work.afterCommit(() -> counter.increment());
    }

    /** Counts the assignments of all guilds. */
    void round() {
        if (start.state() instanceof DatabaseStart.State.Ready) {
            unsettled = UnsettledStore.count(worker);
        }
    }

    private static String word(Enum<?> choice) {
        return Objects.requireNonNull(ColumnNames.of(choice));
    }
}
