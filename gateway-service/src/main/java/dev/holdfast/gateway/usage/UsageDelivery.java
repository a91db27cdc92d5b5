package dev.holdfast.gateway.usage;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.kit.database.Executed;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.outbox.OrderRequest;
import dev.holdfast.kit.outbox.Orders;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Stores each finished minute as orders, in one transaction under the minute's key, and from there
 * they are delivered like any order: once, and retried until the service has taken them. A gateway
 * that dies loses the running minute. Safe for any thread.
 */
@Singleton
final class UsageDelivery {

    /** The orders that carry a summary. */
    static final String KIND = "usage";

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final UserId NOBODY = new UserId(0);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final int AFTER_COMMANDS = 3_500;

    /**
     * While the service is away, the head of each of these is tried, not every summary that waits.
     */
    private static final int LANES = 4;

    private final UsageCounter counter;
    private final DailySalt salt;
    private final CatalogUpdater catalogs;
    private final UnitsOfWork units;
    private final Orders orders;
    private final ObjectMapper json;
    private final Clock clock;
    private final PollingLoop loop;

    /** Another start is another gateway: its first minute may be this one's last. */
    private final String gateway = UUID.randomUUID().toString();

    UsageDelivery(
            UsageCounter counter,
            DailySalt salt,
            CatalogUpdater catalogs,
            UnitsOfWork units,
            Orders orders,
            ObjectMapper json,
            Clock clock,
            PollingLoops loops) {
        this.counter = counter;
        this.salt = salt;
        this.catalogs = catalogs;
        this.units = units;
        this.orders = orders;
        this.json = json;
        this.clock = clock;
        this.loop = loops.every("usage", LOOK, this::round);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** What was counted until now is not lost by a stop: commands under way end before. */
    void stop(@Observes @Priority(AFTER_COMMANDS) ShutdownEvent event) {
        loop.close();
        counter.finish();
        try {
            storeFinished();
        } catch (Unavailable e) {
            LOG.warnf("what was counted last is lost: %s", e.getMessage());
        }
    }

    void round() {
        salt.prepare(clock.instant());
        storeFinished();
    }

    private void storeFinished() {
        if (catalogs.current().isEmpty()) {
            return; // nobody knows yet who takes them
        }
        for (var minute : counter.finished()) {
            if (store(minute)) {
                counter.stored(minute);
            }
        }
    }

    /**
     * Has the minute's summaries delivered; doing so again changes nothing.
     *
     * @return whether it is over with the minute
     */
    boolean store(UsageMinute minute) {
        if (catalogs.offered().order(KIND).isEmpty()) {
            return true; // no service of this bot wants it
        }
        var key = OperationKey.of("usage-%s:%s".formatted(gateway, minute.at()));
        var request = new Request(key, GuildId.DIRECT, NOBODY, KIND, RequestHash.of(key.value()));
        var executed =
                units.execute(
                        request,
                        Integer.class,
                        work -> {
                            var parts = SummaryParts.of(gateway, minute, json);
                            for (var part : parts) {
                                var lane = KIND + ":" + part.part() % LANES;
                                orders.order(work, OrderRequest.of(KIND, part).about(lane));
                            }
                            return parts.size();
                        });
        return switch (executed) {
            case Executed.Done<Integer> _ -> true;
            case Executed.Not<Integer>(RequestOutcome.StillRunning _),
                    Executed.Not<Integer>(RequestOutcome.Busy _) ->
                    false;
            case Executed.Not<Integer>(var why) -> {
                LOG.errorf("what was counted at %s is lost: %s", minute.at(), why);
                yield true;
            }
        };
    }
}
