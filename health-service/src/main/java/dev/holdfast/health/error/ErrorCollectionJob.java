package dev.holdfast.health.error;

import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.InstanceState;
import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.progress.ClaimLost;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.OperationKey;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Reads the errors of every instance that answers, and tells operators what is new in them. */
@Singleton
final class ErrorCollectionJob implements Job {

    static final String NAME = "error-collection";

    private static final Logger LOG = Logger.getLogger("holdfast.health");

    private final ErrorSettings settings;
    private final Health health;
    private final ErrorClient client;
    private final ErrorCollection collection;
    private final ErrorAlerts alerts;
    private final MeterRegistry metrics;

    @Inject
    ErrorCollectionJob(
            ErrorSettings settings,
            Health health,
            ErrorClient client,
            ErrorCollection collection,
            ErrorAlerts alerts,
            MeterRegistry metrics) {
        this.settings = settings;
        this.health = health;
        this.client = client;
        this.collection = collection;
        this.alerts = alerts;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Every(settings.interval());
    }

    /** Counts are cumulative: one round hears what all before it missed. */
    @Override
    public CatchUp catchUp() {
        return CatchUp.ONCE;
    }

    @Override
    public void run(Instant scheduledFor, Progress progress) throws InterruptedException {
        var cause = OperationKey.of(NAME + ":" + scheduledFor);
        for (var instance : health.instances()) {
            progress.goOn();
            if (instance.reached()) {
                read(instance, cause);
            }
        }
        alerts.tell(cause);
    }

    /** One that does not answer, or answers nonsense, keeps no other from being read. */
    private void read(InstanceState instance, OperationKey cause) throws InterruptedException {
        try {
            collection.count(client.read(instance), cause);
            count("read");
        } catch (IOException e) {
            count("away");
            LOG.debugf("the errors of %s are read later: %s", instance.component(), e);
        } catch (Unavailable | ClaimLost e) {
            throw e;
        } catch (RuntimeException e) {
            count("failed");
            LOG.errorf(e, "the errors of %s cannot be counted", instance.component());
        }
    }

    private void count(String outcome) {
        metrics.counter("holdfast.health.errors.read", "outcome", outcome).increment();
    }
}
