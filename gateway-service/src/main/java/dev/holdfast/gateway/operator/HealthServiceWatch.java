package dev.holdfast.gateway.operator;

import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.text.Texts;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Watches who watches all others: tells operators when no instance of health-service is reached for
 * a while, and when one is again. Each gateway looks for itself; what they tell within the same
 * while is told once. Without PostgreSQL each tells by itself. Does nothing where no health-service
 * is named.
 */
@Singleton
final class HealthServiceWatch implements SettingsCheck {

    private static final String WATCHED = "health";
    private static final String TELLER = "gateway";
    private static final Texts TEXTS = Texts.of("operator");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** So many looks in the time that it may be away. */
    private static final int LOOKS = 20;

    private final Fleet fleet;
    private final OperatorAlerts alerts;
    private final DirectAlerts direct;
    private final Clock clock;
    private final Duration patience;
    private final Absence absence;
    private final PollingLoop loop;

    /**
     * @param patience {@code HOLDFAST_HEALTH_PATIENCE}: how long health-service may be out of reach
     *     before operators are told, 1s to 1h
     */
    HealthServiceWatch(
            Fleet fleet,
            OperatorAlerts alerts,
            DirectAlerts direct,
            Clock clock,
            @ConfigProperty(name = "holdfast.health.patience", defaultValue = "5m")
                    Duration patience,
            PollingLoops loops) {
        this.fleet = fleet;
        this.alerts = alerts;
        this.direct = direct;
        this.clock = clock;
        this.patience = patience;
        this.absence = new Absence(patience, System::nanoTime);
        this.loop = loops.every("health-service-watch", patience.dividedBy(LOOKS), this::look);
    }

    @Override
    public List<String> wrong() {
        return Bounds.time("HOLDFAST_HEALTH_PATIENCE", patience, SHORTEST, LONGEST).stream()
                .toList();
    }

    void start(@Observes StartupEvent event) {
        if (fleet.names().contains(WATCHED)) {
            loop.start();
        }
    }

    @PreDestroy
    void stop() {
        loop.interrupt(Duration.ZERO);
    }

    private void look() throws InterruptedException {
        var news = absence.look(isReached());
        if (news == Absence.News.NONE) {
            return;
        }
        tell(news == Absence.News.AWAY ? "health.away" : "health.back");
        absence.told(news);
    }

    private boolean isReached() throws InterruptedException {
        for (var instance : fleet.instances()) {
            if (instance.service().equals(WATCHED) && fleet.manifest(instance).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private void tell(String what) {
        var text = TEXTS.english(what, patience.toSeconds());
        var key = "%s:%d".formatted(what, clock.millis() / patience.toMillis());
        try {
            alerts.note(TELLER, key, text);
        } catch (Unavailable e) {
            if (!direct.tell(TELLER, text)) {
                throw e;
            }
        }
    }
}
