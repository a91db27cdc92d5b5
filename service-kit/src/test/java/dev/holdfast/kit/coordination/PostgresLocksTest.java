package dev.holdfast.kit.coordination;

import dev.holdfast.kit.coordination.Locks.Taken;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class PostgresLocksTest extends LocksContract {

    @Inject UnitsOfWork work;
    @Inject MeterRegistry metrics;

    @Override
    <T> T taking(Set<LockKey> keys, Duration patience, Function<Taken, T> body) {
        return work.read(
                ADA.guild(),
                new UserId(1),
                unit -> body.apply(new PostgresLocks(unit, "probe", metrics).take(keys, patience)));
    }
}
