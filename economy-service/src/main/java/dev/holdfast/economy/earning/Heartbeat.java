package dev.holdfast.economy.earning;

import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes down every 15 seconds that members get through to this service, so that the time when they
 * could not costs nobody a streak. All instances beat under the same key, so one of them is enough
 * and many are no more.
 */
@Singleton
final class Heartbeat {

    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration REACHED = Duration.ofSeconds(30);
    private static final String JOB = "heartbeat";
    private static final UserId NOBODY = new UserId(0);

    private final UnitsOfWork work;
    private final EarningStore store;
    private final LastContact lastCall;
    private final Clock clock;
    private final PollingLoop loop;

    Heartbeat(
            UnitsOfWork work,
            EarningStore store,
            LastContact lastCall,
            Clock clock,
            PollingLoops loops) {
        this.work = work;
        this.store = store;
        this.lastCall = lastCall;
        this.clock = clock;
        this.loop = loops.every(JOB, EVERY, this::beatWhenReached);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.interrupt(Duration.ZERO);
    }

    /** One beat, for all instances that beat within the same 15 seconds. */
    void beat() {
        var now = clock.instant().getEpochSecond();
        var slot = Instant.ofEpochSecond(now - now % EVERY.toSeconds());
        var request =
                new Request(
                        OperationKey.of(JOB + ":" + slot),
                        GuildId.DIRECT,
                        NOBODY,
                        JOB,
                        RequestHash.of(JOB));
        work.execute(
                request,
                unit -> {
                    store.beat(unit);
                    return Reply.whisper(JOB);
                });
    }

    private void beatWhenReached() {
        if (!lastCall.at().plus(REACHED).isBefore(clock.instant())) {
            beat();
        }
    }
}
