package dev.holdfast.kit.alert;

import dev.holdfast.kit.background.SetAside;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Tells the operator what needs a person: a line in the log, and a count in the metrics that a
 * monitor can watch. The same thing again within ten minutes is only counted, and the next line
 * says how often it was. Safe for any thread.
 */
@Singleton
public final class OperatorAlerts {

    private static final Logger LOG = Logger.getLogger("holdfast.alert");
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 500;

    private final MeterRegistry metrics;
    private final Map<String, Told> told =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    /** When it was said last, on the monotonic clock, and how often it happened since. */
    private record Told(long at, long since) {}

    @Inject
    OperatorAlerts(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /**
     * Tells it, unless the same was told a short while ago.
     *
     * @param fingerprint what makes it the same thing, such as {@code outbox.aside}; few in number
     * @param sentence what happened and what to do about it; no secrets
     */
    public synchronized void tell(String fingerprint, String sentence) {
        metrics.counter("holdfast.alerts", "fingerprint", fingerprint).increment();
        var now = System.nanoTime();
        var before = told.get(fingerprint);
        if (before != null && now - before.at() < WINDOW.toNanos()) {
            told.put(fingerprint, new Told(before.at(), before.since() + 1));
            return;
        }
        var more = before == null ? 0 : before.since();
        LOG.errorf("%s%s", sentence, more == 0 ? "" : " (and %d more since)".formatted(more));
        told.put(fingerprint, new Told(now, 0));
    }

    void hear(@Observes SetAside aside) {
        tell(
                aside.table() + ".aside",
                ("Row %d of guild %s in %s failed too often and is not tried any more: %s. Mend the cause, then"
                                + " set its failures to 0, aside_at to null and ready_at to now().")
                        .formatted(aside.row(), aside.guild(), aside.table(), aside.because()));
    }
}
