package dev.holdfast.gateway.dispatch;

import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.gateway.shard.LiveGateways;
import dev.holdfast.gateway.shard.ShardSettings;
import dev.holdfast.kit.coordination.RedisUnavailable;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.protocol.Snowflake;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Brings to an end what gateways that died had begun, and what this one could not. */
@Singleton
final class OrphanRecovery {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final int MOST_AT_ONCE = 200;

    private final PendingRequests notes;
    private final LiveGateways gateways;
    private final InFlight inFlight;
    private final CatalogUpdater catalogs;
    private final Map<String, ReplayHandler> replays;
    private final Clock clock;
    private final Counter adopted;
    private final Queue<PendingRequest> waiting;
    private final PollingLoop loop;

    OrphanRecovery(
            PendingRequests notes,
            LiveGateways gateways,
            InFlight inFlight,
            CatalogUpdater catalogs,
            @All List<ReplayHandler> replays,
            ShardSettings settings,
            Clock clock,
            PollingLoops loops,
            MeterRegistry metrics) {
        this.notes = notes;
        this.waiting = notes.unfinished();
        this.gateways = gateways;
        this.inFlight = inFlight;
        this.catalogs = catalogs;
        this.replays =
                replays.stream()
                        .collect(Collectors.toMap(ReplayHandler::kind, Function.identity()));
        this.loop = loops.every("orphans", settings.shardRenew(), this::look);
        this.clock = clock;
        this.adopted = metrics.counter("holdfast.gateway.orphans");
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.end();
    }

    /** A gateway that knows no commands yet leaves them to others. */
    private void look() {
        notes.catchUp();
        if (catalogs.current().isEmpty()) {
            return;
        }
        try {
            if (waiting.size() < MOST_AT_ONCE) {
                adopt();
            }
        } catch (RedisUnavailable e) {
            LOG.debug("Redis is away; orphans wait", e);
        }
        for (var left = waiting.size(); left > 0; left--) {
            var note = waiting.poll();
            if (note != null && inFlight.start(() -> replay(note)) != InFlight.Taken.YES) {
                notes.again(note);
            }
        }
    }

    private void adopt() throws RedisUnavailable {
        for (var gateway : gateways.silent()) {
            if (gateway.equals(gateways.id())) {
                continue;
            }
            var orphans = notes.adopt(gateway, MOST_AT_ONCE);
            if (orphans.isEmpty()) {
                continue;
            }
            LOG.warnf("%s ended with %d unanswered; answering them", gateway, orphans.size());
            adopted.increment(orphans.size());
            orphans.forEach(notes::again);
        }
    }

    private void replay(PendingRequest note) {
        var replay = replays.get(note.kind());
        try {
            var progress =
                    replay == null || isTooOld(note, replay)
                            ? ReplayHandler.Progress.OVER
                            : replay.replay(note.event());
            switch (progress) {
                case OVER -> notes.done(note.id());
                case AGAIN -> notes.again(note);
                case UNDER_WAY -> LOG.debugf("%s waits to be sent", note);
            }
        } catch (InterruptedException e) {
            LOG.debugf(e, "%s stays noted for another gateway", note);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s is given up", note);
            notes.done(note.id());
        }
    }

    private boolean isTooOld(PendingRequest note, ReplayHandler replay) {
        var asked = Snowflake.instant(Long.parseLong(note.id()));
        return asked.plus(replay.lifetime(note.event())).isBefore(clock.instant());
    }
}
