package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Orders what waits where no outcome does: outcomes order the next ones themselves, so this is for
 * what became pending at the very moment in which the last of them ended.
 */
@Singleton
final class EffectScheduler {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_GUILDS = 1_000;

    private final RoleEffects effects;
    private final UnitsOfWork units;
    private final WorkerConnection worker;
    private final DatabaseStart start;
    private final Clock clock;
    private final PollingLoop rounds;

    /** Where the next round begins, so that guilds without room do not keep others waiting. */
    private long after;

    EffectScheduler(
            RoleEffects effects,
            UnitsOfWork units,
            WorkerConnection worker,
            DatabaseStart start,
            Clock clock,
            PollingLoops loops) {
        this.effects = effects;
        this.units = units;
        this.worker = worker;
        this.start = start;
        this.clock = clock;
        this.rounds = loops.every("role-pump", PAUSE, this::round);
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.close();
    }

    private void round() throws InterruptedException {
        if (!(start.state() instanceof DatabaseStart.State.Ready)) {
            return;
        }
        var guilds = AssignmentStore.waiting(worker, after, MOST_GUILDS);
        EachGuild.go(guilds, "role-pump", this::pump);
        after = guilds.size() < MOST_GUILDS ? 0 : guilds.getLast().value();
    }

    private void pump(GuildId guild) {
        var cause = OperationKey.of("role-pump:" + clock.instant());
        units.write(
                guild,
                cause,
                work -> {
                    effects.pump(work);
                    return guild;
                });
    }
}
