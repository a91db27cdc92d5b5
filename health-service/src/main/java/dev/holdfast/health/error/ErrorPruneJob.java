package dev.holdfast.health.error;

import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps errors within their bounds, every hour, and says what it drops. */
@Singleton
final class ErrorPruneJob implements Job {

    private static final Logger LOG = Logger.getLogger("holdfast.health");
    private static final String NAME = "error-pruning";
    private static final int MOST_TALLIES = 200_000;

    private final UnitsOfWork units;
    private final MeterRegistry metrics;

    @Inject
    ErrorPruneJob(UnitsOfWork units, MeterRegistry metrics) {
        this.units = units;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Every(Duration.ofHours(1));
    }

    @Override
    public CatchUp catchUp() {
        return CatchUp.ONCE;
    }

    @Override
    public void run(Instant scheduledFor, Progress progress) {
        prune(ErrorGroups.MOST, OperationKey.of(NAME + ":" + scheduledFor));
    }

    /**
     * The same with another bound.
     *
     * @return the numbers of the groups that were dropped
     */
    List<Long> prune(int mostGroups, OperationKey cause) {
        var dropped =
                units.write(
                        GuildId.DIRECT,
                        cause,
                        work -> {
                            ErrorGroupStore.settle(work);
                            ErrorCountStore.prune(work);
                            ErrorTallyStore.prune(work, MOST_TALLIES);
                            return ErrorGroupStore.drop(work, mostGroups);
                        });
        if (!dropped.isEmpty()) {
            metrics.counter("holdfast.health.errors.dropped").increment(dropped.size());
            LOG.warnf(
                    "%d groups of errors are dropped, since %d are kept: %s",
                    dropped.size(), mostGroups, dropped);
        }
        return dropped;
    }
}
