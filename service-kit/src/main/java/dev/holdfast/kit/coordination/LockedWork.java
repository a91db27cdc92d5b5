package dev.holdfast.kit.coordination;

import dev.holdfast.kit.coordination.Locks.Taken;
import dev.holdfast.kit.database.Execution;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Executes requests while holding locks. The locks are taken in Redis before the transaction
 * begins, so that no row is locked while waiting for Redis. Without Redis they are taken in
 * PostgreSQL, inside the transaction. Thread-safe.
 */
@Singleton
public final class LockedWork {

    /** Below the time after which a person would wonder. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Locks locks;
    private final UnitsOfWork work;
    private final String service;
    private final MeterRegistry metrics;

    LockedWork(
            Locks locks,
            UnitsOfWork work,
            @ConfigProperty(name = "quarkus.application.name") String service,
            MeterRegistry metrics) {
        this.locks = locks;
        this.work = work;
        this.service = service;
        this.metrics = metrics;
    }

    /** Ends a transaction whose locks are not to be had, with nothing done or stored. */
    private static final class NotToBeHad extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Executes the request once, as {@link UnitsOfWork#execute} does.
     *
     * @return {@link RequestOutcome.Busy} where a lock was not to be had within 1 s
     * @throws Unavailable when PostgreSQL is away
     */
    public RequestOutcome execute(
            Set<LockKey> keys, Request request, Function<UnitOfWork, Reply> body) {
        return execute(keys, within -> work.execute(request, within), body);
    }

    /**
     * Has the unit of work done.
     *
     * @return {@link RequestOutcome.Busy} where a lock was not to be had within 1 s
     */
    public RequestOutcome execute(
            Set<LockKey> keys, Execution execution, Function<UnitOfWork, Reply> body) {
        if (keys.isEmpty()) {
            return execution.execute(body);
        }
        return switch (locks.take(keys, PATIENCE)) {
            case Taken.Held(var lock) -> {
                try (lock) {
                    yield execution.execute(body);
                }
            }
            case Taken.Busy _ -> new RequestOutcome.Busy();
            case Taken.Away() -> withoutRedis(keys, execution, body);
        };
    }

    private RequestOutcome withoutRedis(
            Set<LockKey> keys, Execution execution, Function<UnitOfWork, Reply> body) {
        try {
            return execution.execute(unit -> {
                var here = new PostgresLocks(unit, service, metrics);
                if (here.take(keys, PATIENCE) instanceof Taken.Held) {
                    return body.apply(unit);
                }
                throw new NotToBeHad();
            });
        } catch (NotToBeHad _) {
            return new RequestOutcome.Busy();
        }
    }
}
